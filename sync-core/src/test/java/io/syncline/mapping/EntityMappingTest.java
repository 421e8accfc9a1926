package io.syncline.mapping;

import static io.syncline.mapping.Lenses.cut;
import static io.syncline.mapping.Lenses.dictionary;
import static io.syncline.mapping.Lenses.flag;
import static io.syncline.mapping.Lenses.oneWay;
import static io.syncline.mapping.Lenses.phone;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.mapping.Samples.date;
import static io.syncline.mapping.Samples.number;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncline.model.EntityName;
import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Schema;
import io.syncline.model.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EntityMappingTest {

  private static final Schema CUSTOMER =
      new Schema(
          new EntityName("customer"),
          List.of(
              new Field("name", FieldType.text(80)),
              new Field("phone", FieldType.text()),
              new Field("balance", FieldType.decimal(12, 2)),
              new Field("status", FieldType.oneOf("active", "blocked"))));

  private static final EntityMapping CRM =
      EntityMapping.of(
          CUSTOMER,
          List.of(
              FieldMapping.of("name", "full_name", trim()),
              FieldMapping.of("phone", "phone", phone("CN")),
              FieldMapping.of("balance", "balance").with(Direction.READ_ONLY),
              FieldMapping.of("status", "stage", dictionary("1", "active", "2", "blocked"))));

  @Test
  void nativeRowBecomesCanonical() {
    Row row =
        Row.builder()
            .set("id", Value.of(4711))
            .set("full_name", text(" Ann "))
            .set("phone", text("138 1234 5678"))
            .set("balance", text("12.50"))
            .set("stage", Value.of(1))
            .build();

    Normalised got = CRM.get(row);

    assertThat(got.isClean()).isTrue();
    assertThat(got.row())
        .isEqualTo(
            Row.builder()
                .set("name", text("Ann"))
                .set("phone", text("+8613812345678"))
                .set("balance", number("12.5"))
                .set("status", text("active"))
                .build());
  }

  @Test
  void absentStaysAbsentAndNullStaysNull() {
    Normalised got = CRM.get(Row.of("phone", Value.NULL));

    assertThat(got.row()).isEqualTo(Row.of("phone", Value.NULL));
    assertThat(CRM.put(got.row()).row()).isEqualTo(Row.of("phone", Value.NULL));
  }

  @Test
  void whatDoesNotFitIsRejectedAndTheRestFlows() {
    Row row =
        Row.builder()
            .set("full_name", text("Ann"))
            .set("balance", text("12.505"))
            .set("stage", Value.of(9))
            .build();

    Normalised got = CRM.get(row);

    assertThat(got.row()).isEqualTo(Row.of("name", text("Ann")));
    assertThat(got.rejects())
        .containsExactly(
            new Reject("balance", "must be decimal(12,2): value=12.505", text("12.505")),
            new Reject("status", "must be one of [1, 2]: value=9", Value.of(9)));
  }

  @Test
  void canonicalRowIsWrittenInTheFormOfTheOldOne() {
    Row canonical =
        Row.builder()
            .set("name", text("Ann"))
            .set("phone", text("+8613987654321"))
            .set("status", text("blocked"))
            .build();
    Row old =
        Row.builder()
            .set("full_name", text(" Ann "))
            .set("phone", text("138-1234-5678"))
            .set("stage", Value.of(1))
            .build();

    assertThat(CRM.put(canonical, old).row())
        .isEqualTo(
            Row.builder()
                .set("full_name", text(" Ann "))
                .set("phone", text("139-8765-4321"))
                .set("stage", Value.of(2))
                .build());
  }

  @Test
  void whatCannotBeWrittenIsRejected() {
    Denormalised written =
        CRM.put(Row.of(Map.of("phone", text("12"), "status", text("gone"))), Row.empty());

    assertThat(written.row().isEmpty()).isTrue();
    assertThat(written.isClean()).isFalse();
    assertThat(written.rejects())
        .containsExactly(
            new Reject("phone", "must be a valid phone number in region CN: value=12", text("12")),
            new Reject("status", "must be one of [active, blocked]: value=gone", text("gone")));
  }

  @Test
  void directionsSayWhatIsReadAndWritten() {
    EntityMapping mapping =
        EntityMapping.of(
            CUSTOMER,
            List.of(
                FieldMapping.of("name", "name"),
                FieldMapping.of("phone", "phone").with(Direction.WRITE_ONCE),
                FieldMapping.of("balance", "balance").with(Direction.READ_ONLY),
                FieldMapping.of("status", "status").with(Direction.WRITE_ONLY)));
    Row row =
        Row.builder()
            .set("name", text("Ann"))
            .set("phone", text("1"))
            .set("balance", number("1"))
            .set("status", text("active"))
            .build();

    assertThat(mapping.mappedFields()).containsExactly("name", "phone", "balance", "status");
    assertThat(mapping.writableFields()).containsExactly("name", "status");
    assertThat(mapping.createdFields()).containsExactly("name", "phone", "status");
    assertThat(mapping.get(row).row().names()).containsExactly("name", "phone", "balance");
    assertThat(mapping.put(row).row().names()).containsExactly("name", "phone", "status");
    assertThat(mapping.put(row, row).row().names()).containsExactly("name", "status");
    assertThat(mapping.nativeFields(List.of("name", "other"))).containsExactly("name");
  }

  @Test
  void jsonNumbersAndTextsFitADecimal() {
    EntityMapping json = EntityMapping.byName(CUSTOMER);

    for (Value twelve : List.of(Value.of(12), number("12.00"), text("12.00"), Value.of(12.0))) {
      Row row = Row.of("balance", twelve);

      assertThat(json.get(row).row()).isEqualTo(Row.of("balance", number("12")));
      assertThat(json.put(Row.of("balance", number("12")), row).row()).isEqualTo(row);
    }
  }

  @Test
  void valueIsWrittenInTheKindThatTheOtherSideShows() {
    EntityMapping json = EntityMapping.byName(CUSTOMER);
    Row canonical = Row.of("balance", number("13.5"));

    assertThat(json.put(canonical, Row.of("balance", text("12.00"))).row())
        .isEqualTo(Row.of("balance", text("13.50")));
    assertThat(json.put(canonical, Row.of("balance", Value.of(12.0))).row())
        .isEqualTo(Row.of("balance", Value.of(13.5)));
    assertThat(json.put(canonical, Row.of("balance", Value.of(12))).row())
        .isEqualTo(Row.of("balance", number("13.5")));
  }

  @Test
  void valueIsWrittenInTheKindThatTheOtherSideDeclares() {
    EntityMapping mapping =
        EntityMapping.of(
            CUSTOMER,
            List.of(
                FieldMapping.of("name", "name"),
                FieldMapping.of("balance", "balance"),
                FieldMapping.of("status", "status", dictionary("1", "active", "2", "blocked"))),
            Map.of(
                "name", FieldType.text(3),
                "balance", FieldType.text(),
                "status", FieldType.integer()));

    Denormalised written =
        mapping.put(
            Row.of(
                Map.of("name", text("Anna"), "balance", number("1.5"), "status", text("blocked"))));

    assertThat(written.row())
        .isEqualTo(Row.of(Map.of("balance", text("1.5"), "status", Value.of(2))));
    assertThat(written.rejects())
        .containsExactly(new Reject("name", "must be text(3): value=Anna", text("Anna")));
  }

  @Test
  void shownIsWhatTheSystemMakesOfAValue() {
    EntityMapping mapping =
        EntityMapping.of(
            CUSTOMER,
            List.of(
                FieldMapping.of("name", "name", cut(3)),
                FieldMapping.of("status", "status", dictionary("A", "active"))));

    assertThat(mapping.shown("name", text("Anna"))).isEqualTo(text("Ann"));
    assertThat(mapping.shown("status", text("blocked"))).isEqualTo(text("blocked"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mapping.shown("phone", Value.NULL))
        .withMessage("must be one of [name, status]: field=phone");
  }

  @Test
  void checkListsTheLawsThatALiveRowBreaks() {
    Lens wrong = Lens.of(value -> value, value -> text(value + "!"));
    EntityMapping mapping =
        EntityMapping.of(
            CUSTOMER,
            List.of(FieldMapping.of("name", "name", wrong), FieldMapping.of("phone", "phone")));

    assertThat(mapping.check(Row.of(Map.of("name", text("Ann"), "phone", text("1")))))
        .containsExactly(
            new Violation(
                Law.STABLE,
                "name",
                text("Ann"),
                Value.NULL,
                Converted.done(text("Ann")),
                Converted.done(text("Ann!"))));
    assertThat(CRM.check(Row.of("phone", text(" 138 1234 5678")))).isEmpty();
  }

  @Test
  void lensOfOtherKindsMeetsTheField() {
    Schema schema =
        new Schema(
            new EntityName("order"),
            List.of(new Field("paid", FieldType.bool()), new Field("due", FieldType.date())));
    EntityMapping mapping =
        EntityMapping.of(
            schema,
            List.of(
                FieldMapping.of("paid", "paid", flag("1", "0")),
                FieldMapping.of("due", "due", Lenses.dates("yyyyMMdd"))));
    Row old = Row.of(Map.of("paid", Value.of(1), "due", Value.of(20230131)));

    assertThat(mapping.get(old).row())
        .isEqualTo(Row.of(Map.of("paid", Value.of(true), "due", date("2023-01-31"))));
    assertThat(
            mapping
                .put(Row.of(Map.of("paid", Value.of(false), "due", date("2023-02-01"))), old)
                .row())
        .isEqualTo(Row.of(Map.of("paid", Value.of(0), "due", Value.of(20230201))));
  }

  @Test
  void everyMistakeIsReportedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EntityMapping.of(
                    CUSTOMER,
                    List.of(
                        FieldMapping.of("name", "name"),
                        FieldMapping.of("name", "other"),
                        FieldMapping.of("fax", "name"))))
        .withMessage(
            "must map a field once: field=name; must be one of [name, phone, balance, status]:"
                + " field=fax; must write a native field once: nativeField=name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntityMapping.of(CUSTOMER, List.of()))
        .withMessage("must map a field: entity=customer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldMapping.of("name", ""))
        .withMessage("must name a native field: field=name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldMapping.of("name", "n", oneWay(v -> v)).with(Direction.BOTH))
        .withMessage("must be READ_ONLY, the lens is one-way: field=name direction=BOTH");
  }
}
