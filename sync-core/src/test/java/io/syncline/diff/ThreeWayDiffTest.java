package io.syncline.diff;

import static io.syncline.diff.Contacts.SCHEMA;
import static io.syncline.diff.Contacts.contact;
import static io.syncline.diff.Contacts.many;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.RowSource.Order;
import io.syncline.model.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThreeWayDiffTest {

  private static final List<Row> BASE =
      List.of(
          contact(1, "Ada", "a"),
          contact(2, "Bob", "b"),
          contact(3, "Cleo", "c"),
          contact(4, "Dan", "d"),
          contact(5, "Eve", "e"));

  /** Renames 1, changes both fields of 2, renames 3, deletes 4. */
  private static final List<Row> LEFT =
      List.of(
          contact(1, "Ada L", "a"),
          contact(2, "Bobby", "b2"),
          contact(3, "Cleo L", "c"),
          contact(5, "Eve", "e"));

  /** Leaves 1, renames 2 likewise, renames 3 otherwise, changes 4, inserts 6. */
  private static final List<Row> RIGHT =
      List.of(
          contact(1, "Ada", "a"),
          contact(2, "Bobby", "b"),
          contact(3, "Cleo R", "c"),
          contact(4, "Dan", "d2"),
          contact(5, "Eve", "e"),
          contact(6, "Fay", "f"));

  private final FakeSide base = FakeSide.of("last run", SCHEMA, BASE);
  private final FakeSide left = FakeSide.of("crm", SCHEMA, LEFT);
  private final FakeSide right = FakeSide.of("erp", SCHEMA, RIGHT);

  @ParameterizedTest
  @EnumSource(Order.class)
  void deltasTellWhatEachSideDid(Order order) {
    Map<String, String> told = new TreeMap<>();

    Diff.threeWay(base.claiming(order), left, right)
        .forEach(
            delta ->
                told.put(
                    delta.key().toString(),
                    delta.kind()
                        + " "
                        + delta.leftChange()
                        + " "
                        + delta.rightChange()
                        + " "
                        + delta.onlyLeft()
                        + delta.onlyRight()
                        + delta.alike()
                        + delta.differently()));

    assertThat(told)
        .containsExactly(
            Map.entry("{id=1}", "ONLY_LEFT UPDATED UNCHANGED [name][][][]"),
            Map.entry("{id=2}", "MERGEABLE UPDATED UPDATED [email][][name][]"),
            Map.entry("{id=3}", "CONFLICT UPDATED UPDATED [][][][name]"),
            Map.entry("{id=4}", "CONFLICT DELETED UPDATED [][email][][]"),
            Map.entry("{id=6}", "ONLY_RIGHT UNCHANGED INSERTED [][][][]"));
  }

  @Test
  void deltasHaveTheRowsOfAllThree() {
    List<List<Object>> rows = new ArrayList<>();

    Diff.threeWay(base, left, right)
        .forEach(
            delta ->
                rows.add(
                    List.of(
                        delta.base().isPresent(),
                        delta.left().isPresent(),
                        delta.right().isPresent(),
                        delta.right().or(delta::left).orElseThrow())));

    assertThat(rows)
        .contains(
            List.of(true, false, true, RIGHT.get(3)), List.of(false, false, true, RIGHT.get(5)));
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void countsTellEachKind(Order order) {
    ThreeWaySummary summary = Diff.threeWay(base, left.claiming(order), right).counts();

    assertThat(summary.baseRows()).isEqualTo(5);
    assertThat(summary.leftRows()).isEqualTo(4);
    assertThat(summary.rightRows()).isEqualTo(6);
    assertThat(summary.records(ThreeWayKind.CONFLICT)).isEqualTo(2);
    assertThat(summary.records(ThreeWayKind.ALIKE)).isZero();
    assertThat(summary.records()).containsOnlyKeys(ThreeWayKind.values());
    assertThat(summary.isEmpty()).isFalse();
    assertThat(left.isClosed() && right.isClosed() && base.isClosed()).isTrue();
  }

  @Test
  void equalSidesGiveNothing() {
    assertThat(Diff.threeWay(base, base, base).counts().isEmpty()).isTrue();
  }

  @Test
  void fieldsMayBeLeftOut() {
    ThreeWaySummary summary = Diff.threeWay(base, left, right).only("email").counts();

    assertThat(summary.records(ThreeWayKind.ONLY_LEFT)).isEqualTo(1);
    assertThat(summary.records(ThreeWayKind.MERGEABLE)).isZero();
  }

  @Test
  void aBrokenOrderBeginsAnewByPartitions() {
    List<Row> rows = many(100);
    Collections.rotate(rows, -1);
    FakeSide broken = FakeSide.of("erp", SCHEMA, rows).claiming(Order.SORTED);
    FakeSide sorted = FakeSide.of("crm", SCHEMA, many(100));
    ThreeWayDiff diff = Diff.threeWay(sorted, sorted, broken);

    assertThat(diff.counts().isEmpty()).isTrue();
    assertThatThrownBy(() -> diff.forEach(delta -> {}))
        .isInstanceOf(DiffException.class)
        .hasMessageContaining("right is not sorted");
    assertThat(sorted.isClosed() && broken.isClosed()).isTrue();
  }

  @Test
  void cancellingEndsIt() {
    Cancellation cancellation = new Cancellation();
    ThreeWayDiff diff =
        Diff.threeWay(base, left, right)
            .cancelledBy(cancellation)
            .onProgress((side, rows) -> cancellation.cancel());

    assertThatThrownBy(diff::counts).isInstanceOf(DiffCancelled.class);
    assertThat(left.isClosed() && right.isClosed() && base.isClosed()).isTrue();
  }

  @Test
  void aDeltaExpires() {
    List<ThreeWayDelta> deltas = new ArrayList<>();
    Diff.threeWay(base, left, right).forEach(deltas::add);

    assertThatThrownBy(deltas.get(0)::kind).isInstanceOf(IllegalStateException.class);
  }
}
