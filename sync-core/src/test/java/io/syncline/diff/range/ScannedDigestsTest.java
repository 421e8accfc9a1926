package io.syncline.diff.range;

import static io.syncline.diff.range.MemoryDiff.INLINE;
import static io.syncline.diff.range.MemoryDiff.THIN;
import static io.syncline.diff.range.MemoryDiff.base;
import static io.syncline.diff.range.MemoryDiff.changed;
import static io.syncline.diff.range.MemoryDiff.copy;
import static io.syncline.diff.range.MemoryDiff.diff;
import static io.syncline.diff.range.MemoryDiff.edit;
import static io.syncline.diff.range.MemoryDiff.put;
import static io.syncline.diff.range.MemoryDiff.side;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.Side;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and digests of sides that are read as their records lie. */
class ScannedDigestsTest {

  private static final RangedSettings NEAR = RangedSettings.defaults().with(INLINE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bothWaysByRowDigestsGiveTheSameChangesHoweverTheRecordsLie(long seed) {
    for (Records records : List.of(Records.NUMBERED, Records.COMPOSITE)) {
      Random random = new Random(seed);
      MemorySide left = side(records, random.nextInt(8_000));
      MemorySide right = copy(left);
      edit(right, random.nextInt(1 + right.rows.size() / 10), random);
      right.correlation = OptionalDouble.of(0.95);
      left.correlation = seed % 2 == 0 ? OptionalDouble.of(0.99) : OptionalDouble.empty();
      List<String> expected = Changes.expected(left, right);

      for (Way way : List.of(Way.ROW_DIGESTS, Way.KEPT_BASE)) {
        Changes changes = new Changes(records);
        diff(left, right, THIN.with(base(Side.LEFT, left)), way, changes);

        assertThat(changes.found)
            .as("seed=%d way=%s", seed, way)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  @Test
  void againstAKeptBaseTheOtherSideIsReadAsItLies() {
    MemorySide left = side(Records.COMPOSITE, 5_000);
    MemorySide right = copy(left);
    right.correlation = OptionalDouble.of(0.95);
    edit(right, 50, new Random(3));

    diff(left, right, THIN.with(base(Side.LEFT, left)), Way.KEPT_BASE, new Changes(left.records));

    assertThat(right.scannedRows).isEqualTo(right.rows.size());
    assertThat(right.wholeRows + left.wholeRows).isZero();
  }

  @Test
  void aSideThatIsInNoOrderIsReadByItsKeys() {
    MemorySide left = side(Records.NUMBERED, 5_000);
    MemorySide right = copy(left);
    right.correlation = OptionalDouble.of(0.4);

    diff(left, right, THIN.with(base(Side.LEFT, left)), Way.KEPT_BASE, new Changes(left.records));

    assertThat(right.wholeRows).isEqualTo(right.rows.size());
    assertThat(right.scannedRows).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereMostDigestsDifferNothingWasHandedOnAndAllIsRead(boolean nearlyAllOutOfOrder) {
    MemorySide left = side(Records.NUMBERED, 100_000);
    MemorySide right = copy(left);
    right.correlation = OptionalDouble.of(0.95);
    right.thinRunFirst = nearlyAllOutOfOrder;
    right.rows.replaceAll((key, row) -> changed(right, key));
    Changes changes = new Changes(left.records);

    RangedOutcome outcome = diff(left, right, NEAR, Way.ROW_DIGESTS, changes);

    assertThat(outcome.ways()).containsExactly(Way.ROW_DIGESTS, Way.FULL_MERGE);
    assertThat(changes.found).isEqualTo(Changes.expected(left, right));
    assertThat(outcome.explain()).contains("digests differ", "reading all is better");
    assertThat(left.keyRows + right.keyRows).isZero();
  }

  @Test
  void whereFewDigestsDifferTheyAreCountedAndReadByKey() {
    MemorySide left = side(Records.NUMBERED, 100_000);
    MemorySide right = copy(left);
    right.correlation = OptionalDouble.of(0.95);
    for (int id = 0; id < 100_000; id += 100) {
      put(right, id, "changed");
    }
    Changes changes = new Changes(left.records);

    RangedOutcome outcome = diff(left, right, THIN, Way.ROW_DIGESTS, changes);

    assertThat(changes.found).containsExactlyInAnyOrderElementsOf(Changes.expected(left, right));
    assertThat(outcome.ways()).containsExactly(Way.ROW_DIGESTS);
    assertThat(outcome.explain()).contains("1000 of 100000 digests differ, 1.00 %");
    assertThat(left.keyRows).isEqualTo(1_000);
  }
}
