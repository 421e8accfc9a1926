package io.syncline.diff;

import static io.syncline.diff.Contacts.SCHEMA;
import static io.syncline.diff.Contacts.contact;
import static io.syncline.diff.Contacts.many;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.RowSource.Order;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.TextRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowDiffTest {

  private static final List<Row> LEFT =
      List.of(
          contact(1, "Ada", "ada@example.com"),
          contact(2, "Bob", "bob@example.com"),
          contact(3, "Cleo", "cleo@example.com"));
  private static final List<Row> RIGHT =
      List.of(
          contact(2, "Bob", "bob@example.org"),
          contact(3, "Cleo", "cleo@example.com"),
          contact(4, "Dan", "dan@example.com"));

  private final FakeSide crm = FakeSide.of("crm contacts", SCHEMA, LEFT);
  private final FakeSide erp = FakeSide.of("erp customer", SCHEMA, RIGHT);

  @ParameterizedTest
  @EnumSource(Order.class)
  void deltasTellKindKeyRowsAndChangedFields(Order order) {
    List<Delta> deltas = new ArrayList<>();

    Diff.between(crm.claiming(order), erp).forEach(delta -> deltas.add(delta.keep()));

    deltas.sort((a, b) -> a.key().toString().compareTo(b.key().toString()));
    assertThat(deltas)
        .extracting(Delta::kind)
        .containsExactly(ChangeKind.DELETE, ChangeKind.UPDATE, ChangeKind.INSERT);
    Delta update = deltas.get(1);
    assertThat(update.key()).isEqualTo(Row.of("id", Value.of(2)));
    assertThat(update.left()).contains(LEFT.get(1));
    assertThat(update.right()).contains(RIGHT.get(0));
    assertThat(update.fields()).containsExactly("email");
    assertThat(deltas.get(0).left()).contains(LEFT.get(0));
    assertThat(deltas.get(0).right()).isEmpty();
    assertThat(deltas.get(2).left()).isEmpty();
    assertThat(deltas.get(2).right()).contains(RIGHT.get(2));
    assertThat(deltas.get(2).fields()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void countsTellRowsChangesAndFields(Order order) {
    DiffSummary summary = Diff.between(crm.claiming(order), erp).counts();

    assertThat(summary)
        .isEqualTo(new DiffSummary(3, 3, 1, 1, 1, Map.of("email", 1L), summary.way()));
    assertThat(summary.changes()).isEqualTo(3);
    assertThat(summary.isEmpty()).isFalse();
    assertThat(summary).hasToString("inserts 1, updates 1, deletes 1");
    assertThat(summary.way().name())
        .isEqualTo(order == Order.SORTED ? "sorted merge" : "unsorted join");
  }

  @Test
  void equalSidesGiveNothing() {
    DiffSummary summary = Diff.between(crm, crm).forEach(delta -> failOn(delta));

    assertThat(summary.isEmpty()).isTrue();
    assertThat(summary.changedFields()).isEmpty();
  }

  private static void failOn(Delta delta) {
    throw new AssertionError("nothing differs, but: " + delta);
  }

  @Test
  void aDeltaThatIsNotKeptExpires() {
    List<Delta> deltas = new ArrayList<>();
    Diff.between(crm, erp).forEach(deltas::add);

    assertThatThrownBy(() -> deltas.get(0).left())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("must be kept by keep() to be read after the consumer returned: kind=DELETE");
  }

  @Test
  void onlyNamedFieldsAreCompared() {
    DiffSummary summary = Diff.between(crm, erp).only("name").counts();

    assertThat(summary.updates()).isZero();
    assertThat(summary.inserts()).isEqualTo(1);
  }

  @Test
  void ignoredFieldsAreNotCompared() {
    assertThat(Diff.between(crm, erp).ignoring("email").counts().updates()).isZero();
    assertThat(Diff.between(crm, erp).ignoring("name").counts().updates()).isEqualTo(1);
  }

  @Test
  void keysAloneFindWhatIsMissing() {
    DiffSummary summary = Diff.between(crm, erp).keysOnly().counts();

    assertThat(summary.changes()).isEqualTo(2);
    assertThat(summary.updates()).isZero();
  }

  @Test
  void rulesSayWhatDoesNotCountInTexts() {
    FakeSide shouting = FakeSide.of("shouting", SCHEMA, List.of(contact(1, "ADA  ", "a@b.c")));
    FakeSide calm = FakeSide.of("calm", SCHEMA, List.of(contact(1, "Ada", "a@b.c")));
    RowDiff diff = Diff.between(shouting, calm);

    assertThat(diff.counts().updates()).isEqualTo(1);
    assertThat(diff.comparing("name", TextRule.FOLD_CASE).counts().updates()).isEqualTo(1);
    assertThat(
            diff.comparing("name", TextRule.FOLD_CASE)
                .comparing("name", TextRule.TRIM_RIGHT)
                .counts()
                .updates())
        .isZero();
  }

  @Test
  void theFractionSaysHowExactlyTimesAreCompared() {
    PackedSchema schema =
        PackedSchema.builder()
            .key("id", FieldType.integer())
            .field("at", FieldType.instant())
            .build();
    RowDiff diff =
        Diff.between(
            Rows.of(schema, List.of(at("2026-02-28T12:00:00.123456789Z"))),
            Rows.of(schema, List.of(at("2026-02-28T12:00:00.123Z"))));

    assertThat(diff.counts().updates()).isEqualTo(1);
    assertThat(diff.fraction("at", 3).counts().updates()).isZero();
  }

  private static Row at(String instant) {
    return Row.builder().set("id", Value.of(1)).set("at", Value.of(Instant.parse(instant))).build();
  }

  @Test
  void numbersOfDifferentTypesAreEqualByValue() {
    PackedSchema whole =
        PackedSchema.builder()
            .key("id", FieldType.integer())
            .field("n", FieldType.integer())
            .build();
    PackedSchema decimal =
        PackedSchema.builder()
            .key("id", FieldType.decimal())
            .field("n", FieldType.decimal())
            .build();
    Row left = Row.builder().set("id", Value.of(1)).set("n", Value.of(2)).build();
    Row right =
        Row.builder()
            .set("id", Value.of(new BigDecimal("1.0")))
            .set("n", Value.of(new BigDecimal("2.00")))
            .build();

    DiffSummary summary =
        Diff.between(Rows.of(whole, List.of(left)), Rows.of(decimal, List.of(right))).counts();

    assertThat(summary.isEmpty()).isTrue();
  }

  @Test
  void aFieldThatARowDoesNotCarryIsNotCompared() {
    Row bare = Row.builder().set("id", Value.of(1)).set("name", Value.of("Ada")).build();

    DiffSummary summary =
        Diff.between(Rows.of(SCHEMA, List.of(LEFT.get(0))), Rows.of(SCHEMA, List.of(bare)))
            .counts();

    assertThat(summary.isEmpty()).isTrue();
  }

  @Test
  void keysMustBeTheSame() {
    PackedSchema other =
        PackedSchema.builder()
            .key("no", FieldType.integer())
            .field("name", FieldType.text())
            .build();
    RowDiff diff = Diff.between(crm, FakeSide.of("erp customer", other, List.of()));

    assertThatThrownBy(diff::counts)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have the same key: crm contacts has [id], erp customer has [no]");
  }

  @Test
  void theSidesMustHaveAFieldInCommon() {
    PackedSchema other =
        PackedSchema.builder()
            .key("id", FieldType.integer())
            .field("town", FieldType.text())
            .build();
    RowDiff diff = Diff.between(crm, FakeSide.of("erp customer", other, List.of()));

    assertThatThrownBy(diff::counts)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must have a field in common: crm contacts has [name, email], erp customer has [town]");
  }

  @Test
  void namesMustBeKnown() {
    RowDiff diff = Diff.between(crm, erp);
    String has = "crm contacts has [name, email], erp customer has [name, email]";

    assertThatThrownBy(diff.only("nmae")::counts)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a field of the sides: only=nmae, " + has);
    assertThatThrownBy(diff.ignoring("nmae")::counts)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a field of the sides: ignoring=nmae, " + has);
    assertThatThrownBy(diff.comparing("nmae", TextRule.NFC)::counts)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a field of the sides: comparing=nmae, " + has);
    assertThatThrownBy(diff.ignoring("name", "email")::counts)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must leave a field to compare: ignoring=[name, email], " + has);
    assertThatThrownBy(() -> diff.only())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must name a field: only=[]");
  }

  @Test
  void typesThatCannotBeComparedMayBeIgnored() {
    PackedSchema other =
        PackedSchema.builder()
            .key("id", FieldType.integer())
            .field("name", FieldType.text())
            .field("email", FieldType.bool())
            .build();
    RowDiff diff = Diff.between(crm, FakeSide.of("erp customer", other, List.of()));

    assertThatThrownBy(diff::counts)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be of types that can be compared: field=email");
    assertThat(diff.ignoring("email").counts().deletes()).isEqualTo(3);
  }

  @Test
  void aBrokenOrderBeginsAnewTheUnsortedWay() {
    FakeSide broken = FakeSide.of("erp customer", SCHEMA, disordered()).claiming(Order.SORTED);
    DiffLimits small = DiffLimits.defaults().withSlabBytes(256);
    Map<Row, ChangeKind> found = new HashMap<>();
    List<OutOfOrder> restarts = new ArrayList<>();

    DiffSummary summary =
        Diff.between(FakeSide.of("crm contacts", SCHEMA, many(50)), broken)
            .limits(small)
            .forEach(
                new DeltaConsumer() {
                  @Override
                  public void accept(Delta delta) {
                    found.put(delta.key(), delta.kind());
                  }

                  @Override
                  public void restart(OutOfOrder order) {
                    found.clear();
                    restarts.add(order);
                  }
                });

    assertThat(restarts).hasSize(1);
    assertThat(restarts.get(0).side()).isEqualTo(Side.RIGHT);
    assertThat(found).containsExactly(Map.entry(Row.of("id", Value.of(51)), ChangeKind.INSERT));
    assertThat(summary.way())
        .hasToString(
            "unsorted join: erp customer (right) claimed to give rows in key order and does not");
    assertThat(summary.inserts()).isEqualTo(1);
    assertThat(summary.rightRows()).isEqualTo(51);
    assertThat(broken.opened()).isEqualTo(2);
    assertThat(broken.isClosed()).isTrue();
  }

  /** One more than 50 contacts, the first of them last. */
  private static List<Row> disordered() {
    List<Row> rows = many(51);
    Collections.rotate(rows, -1);
    return rows;
  }

  @Test
  void aConsumerThatCannotTakeBackEndsTheDiffWhereOrderBreaks() {
    FakeSide broken = FakeSide.of("erp customer", SCHEMA, disordered()).claiming(Order.SORTED);
    RowDiff diff = Diff.between(FakeSide.of("crm contacts", SCHEMA, many(50)), broken);

    assertThatThrownBy(() -> diff.forEach(delta -> {}))
        .isInstanceOf(DiffException.class)
        .hasMessageContaining("right is not sorted: key 1 came behind 51");
    assertThat(diff.unsorted().forEach(delta -> {}).inserts()).isEqualTo(1);
    assertThat(diff.unsorted().explain()).isEqualTo("unsorted join: as it was asked for");
    assertThat(broken.isClosed()).isTrue();
  }

  @Test
  void countsAndReportsBearABrokenOrder() {
    FakeSide broken = FakeSide.of("erp customer", SCHEMA, disordered()).claiming(Order.SORTED);
    RowDiff diff = Diff.between(FakeSide.of("crm contacts", SCHEMA, many(50)), broken);

    assertThat(diff.counts().changes()).isEqualTo(1);
    assertThat(diff.report(10).shown()).hasSize(1);
  }

  @Test
  void explainSaysWhichWayAndWhy() {
    FakeSide heap = erp.claiming(Order.UNSORTED);

    assertThat(Diff.between(crm, erp).explain())
        .isEqualTo("sorted merge: both sides give rows in key order");
    assertThat(Diff.between(crm, heap).explain())
        .isEqualTo("unsorted join: erp customer gives rows in any order");
    assertThat(Diff.between(heap, crm).explain())
        .isEqualTo("unsorted join: erp customer gives rows in any order");
    assertThat(Diff.between(heap, heap).explain())
        .isEqualTo("unsorted join: both sides give rows in any order");
    assertThat(crm.opened() + heap.opened()).isZero();
  }

  @Test
  void aRuleOnTheKeyMayChangeItsOrder() {
    PackedSchema byName =
        PackedSchema.builder()
            .key("name", FieldType.text())
            .field("email", FieldType.text())
            .build();
    List<Row> left = List.of(named("Bob", "1"), named("ada", "2"));
    List<Row> right = List.of(named("Ada", "2"), named("bob", "1"));
    RowDiff diff =
        Diff.between(Rows.of(byName, left), Rows.of(byName, right))
            .comparing("name", TextRule.FOLD_CASE);

    assertThat(diff.explain()).startsWith("unsorted join");
    assertThat(diff.forEach(RowDiffTest::failOn).isEmpty()).isTrue();
  }

  private static Row named(String name, String email) {
    return Row.builder().set("name", Value.of(name)).set("email", Value.of(email)).build();
  }

  @Test
  void fieldsBehindTheLastBitAreToldApart() {
    PackedSchema.Builder wide = PackedSchema.builder().key("id", FieldType.integer());
    Row.Builder left = Row.builder().set("id", Value.of(1));
    Row.Builder right = Row.builder().set("id", Value.of(1));
    for (int i = 0; i < 70; i++) {
      wide.field(PackedField.of("f" + i, FieldType.integer()));
      left.set("f" + i, Value.of(0));
      right.set("f" + i, Value.of(i == 2 || i == 63 || i == 68 ? 1 : 0));
    }
    List<String> fields = new ArrayList<>();

    DiffSummary summary =
        Diff.between(
                Rows.of(wide.build(), List.of(left.build())),
                Rows.of(wide.build(), List.of(right.build())))
            .forEach(delta -> fields.addAll(delta.fields()));

    assertThat(fields).containsExactly("f2", "f63", "f68");
    assertThat(summary.changedFields()).containsOnlyKeys("f2", "f63", "f68");
  }

  @Test
  void bothWaysFindWhatAMapFinds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Row> left = some(random);
    List<Row> right = some(random);
    Map<Row, ChangeKind> expected = byMap(left, right);
    RowDiff diff =
        Diff.between(Rows.of(SCHEMA, left), Rows.of(SCHEMA, right))
            .limits(DiffLimits.defaults().withSlabBytes(500));

    assertThat(found(diff)).as("seed %s", seed).isEqualTo(expected);
    assertThat(found(diff.unsorted())).as("seed %s", seed).isEqualTo(expected);
  }

  private static List<Row> some(Random random) {
    List<Row> rows = new ArrayList<>();
    for (int id = 1; id <= 500; id++) {
      if (random.nextInt(10) > 0) {
        rows.add(contact(id, "name" + random.nextInt(2), "e"));
      }
    }
    return rows;
  }

  private static Map<Row, ChangeKind> found(RowDiff diff) {
    Map<Row, ChangeKind> found = new HashMap<>();
    diff.forEach(delta -> found.put(delta.key(), delta.kind()));
    return found;
  }

  private static Map<Row, ChangeKind> byMap(List<Row> left, List<Row> right) {
    Map<Row, Row> rest = new HashMap<>();
    right.forEach(row -> rest.put(row.only(List.of("id")), row));
    Map<Row, ChangeKind> changes = new HashMap<>();
    for (Row row : left) {
      Row key = row.only(List.of("id"));
      Row other = rest.remove(key);
      if (other == null) {
        changes.put(key, ChangeKind.DELETE);
      } else if (!other.equals(row)) {
        changes.put(key, ChangeKind.UPDATE);
      }
    }
    rest.keySet().forEach(key -> changes.put(key, ChangeKind.INSERT));
    return changes;
  }
}
