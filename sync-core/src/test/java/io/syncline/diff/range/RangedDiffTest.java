package io.syncline.diff.range;

import static io.syncline.diff.range.MemoryDiff.INLINE;
import static io.syncline.diff.range.MemoryDiff.THIN;
import static io.syncline.diff.range.MemoryDiff.base;
import static io.syncline.diff.range.MemoryDiff.changed;
import static io.syncline.diff.range.MemoryDiff.copy;
import static io.syncline.diff.range.MemoryDiff.diff;
import static io.syncline.diff.range.MemoryDiff.edit;
import static io.syncline.diff.range.MemoryDiff.found;
import static io.syncline.diff.range.MemoryDiff.put;
import static io.syncline.diff.range.MemoryDiff.side;
import static io.syncline.diff.range.MemoryDiff.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.DiffException;
import io.syncline.diff.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangedDiffTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void allWaysGiveTheSameChanges(long seed) {
    for (Records records : List.of(Records.NUMBERED, Records.COMPOSITE)) {
      Random random = new Random(seed);
      MemorySide left = side(records, random.nextInt(8_000));
      MemorySide right = copy(left);
      edit(right, random.nextInt(1 + right.rows.size() / 10), random);
      List<String> expected = Changes.expected(left, right);

      for (Way way : List.of(Way.FULL_MERGE, Way.ROW_DIGESTS, Way.RANGE_DIGESTS, Way.KEPT_BASE)) {
        Changes changes = new Changes(records);
        diff(left, right, THIN.with(base(Side.LEFT, left)), way, changes);

        assertThat(changes.found).as("seed=%d way=%s", seed, way).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"ROW_DIGESTS", "RANGE_DIGESTS"})
  void anEmptySideIsAllInsertsOrDeletes(Way way) {
    MemorySide none = side(Records.COMPOSITE, 0);
    MemorySide some = side(Records.COMPOSITE, 500);

    assertThat(found(none, some, THIN, way)).isEqualTo(Changes.expected(none, some)).hasSize(500);
    assertThat(found(some, none, THIN, way)).isEqualTo(Changes.expected(some, none)).hasSize(500);
    assertThat(found(none, copy(none), THIN, way)).isEmpty();
  }

  @Test
  void keysBeforeTheFirstAndBehindTheLastOfTheOtherSideAreSeen() {
    MemorySide left = side(Records.NUMBERED, 3_000);
    MemorySide right = copy(left);
    put(right, -7, "before all");
    put(right, 1_000_000, "behind all");
    right.rows.remove(right.records.key(1_500));
    right.rows.remove(right.records.key(1_501));

    assertThat(found(left, right, THIN, Way.RANGE_DIGESTS))
        .isEqualTo(Changes.expected(left, right))
        .hasSize(4);
  }

  @Test
  void equalRangesAreNotRead() {
    MemorySide left = side(Records.NUMBERED, 50_000);
    MemorySide right = copy(left);
    put(right, 20_000, "changed");
    put(right, 20_001, "changed");

    List<String> found = found(left, right, THIN.withShare(0.00004), Way.RANGE_DIGESTS);

    assertThat(found).isEqualTo(Changes.expected(left, right)).hasSize(2);
    assertThat(left.rangeRows).isBetween(2L, 300L);
    assertThat(right.rangeRows).isEqualTo(left.rangeRows);
    assertThat(left.wholeRows + left.digestRows + left.keyRows).isZero();
    assertThat(right.wholeRows + right.digestRows + right.keyRows).isZero();
  }

  @Test
  void equalSidesAreNotReadAtAll() {
    MemorySide left = side(Records.COMPOSITE, 5_000);
    MemorySide right = copy(left);

    assertThat(found(left, right, THIN, Way.RANGE_DIGESTS)).isEmpty();
    assertThat(left.opened).isEmpty();
    assertThat(right.opened).isEmpty();
  }

  @Test
  void aWideRangeThatDiffersIsCutFinerBeforeItIsRead() {
    MemorySide left = side(Records.NUMBERED, 100_000);
    MemorySide right = copy(left);
    put(right, 50_000, "changed");
    RangedSettings slow = THIN.with(new Link(100_000)).withShare(0.0000001);

    List<String> found = found(left, right, slow, Way.RANGE_DIGESTS);

    assertThat(found).hasSize(1);
    assertThat(left.rangeRows).as("of ranges of 4,096").isLessThan(200);
  }

  @Test
  void manyRowsBehindTheLastKeyAreReadWithoutCuttingThemFiner() {
    MemorySide left = side(Records.NUMBERED, 2_000);
    MemorySide right = copy(left);
    for (int id = 10_000; id < 11_500; id++) {
      put(right, id, "new");
    }

    List<String> found = found(left, right, THIN, Way.RANGE_DIGESTS);

    assertThat(found).isEqualTo(Changes.expected(left, right)).hasSize(1_500);
    assertThat(right.wholeRows).isZero();
  }

  @Test
  void touchingRangesAreReadAsOne() {
    MemorySide left = side(Records.NUMBERED, 20_000);
    MemorySide right = copy(left);
    for (int id = 8_000; id < 8_400; id++) {
      put(right, id, "changed");
    }

    found(left, right, THIN, Way.RANGE_DIGESTS);

    assertThat(left.opened).hasSize(1);
  }

  @Test
  void whereASampleDiffersAlmostEverywhereBothSidesAreReadWhole() {
    MemorySide left = side(Records.NUMBERED, 60_000);
    MemorySide right = copy(left);
    right.rows.keySet().forEach(key -> right.rows.put(key, changed(right, key)));
    Changes changes = new Changes(left.records);

    RangedOutcome outcome = diff(left, right, THIN, Way.RANGE_DIGESTS, changes);

    assertThat(changes.found).isEqualTo(Changes.expected(left, right)).hasSize(60_000);
    assertThat(outcome.ways()).containsExactly(Way.RANGE_DIGESTS, Way.FULL_MERGE);
    assertThat(outcome.explain())
        .contains("ranges of a sample differ", "switched from RANGE_DIGESTS to FULL_MERGE");
    assertThat(right.digestedRows).as("only the sample").isLessThan(5_000);
    assertThat(left.rangeRows + left.keyRows).isZero();
  }

  @Test
  void whereASampleDiffersHereAndThereRowDigestsAreCompared() {
    MemorySide left = side(Records.NUMBERED, 400_000);
    MemorySide right = copy(left);
    for (int id = 0; id < 400_000; id += 20) {
      put(right, id, "changed");
    }
    Changes changes = new Changes(left.records);

    RangedOutcome outcome = diff(left, right, THIN, Way.RANGE_DIGESTS, changes);

    assertThat(changes.found).isEqualTo(Changes.expected(left, right)).hasSize(20_000);
    assertThat(outcome.ways()).containsExactly(Way.RANGE_DIGESTS, Way.ROW_DIGESTS);
    assertThat(left.keyRows).isEqualTo(20_000);
  }

  @Test
  void whereMostRowDigestsDifferTheRestIsReadAsOneRangeAndNothingTwice() {
    MemorySide left = side(Records.NUMBERED, 60_000);
    MemorySide right = copy(left);
    right
        .rows
        .tailMap(right.records.key(10_000), true)
        .replaceAll((key, row) -> changed(right, key));
    RangedSettings slow = RangedSettings.defaults().with(INLINE).with(new Link(20_000_000));
    put(right, 1, "changed");
    for (int id = 100; id < 6_200; id += 3) {
      put(right, id, "changed");
    }
    Changes changes = new Changes(left.records);

    RangedOutcome outcome = diff(left, right, slow, Way.ROW_DIGESTS, changes);

    assertThat(changes.found).isEqualTo(Changes.expected(left, right));
    assertThat(outcome.ways()).containsExactly(Way.ROW_DIGESTS, Way.FULL_MERGE);
    assertThat(left.wholeRows).as("the beginning is not read again").isZero();
    assertThat(left.opened).hasSize(1);
    assertThat(left.keyRows).isPositive();
  }

  @Test
  void whereRowDigestsDifferFromTheFirstNothingWasHandedOnYet() {
    MemorySide left = side(Records.NUMBERED, 20_000);
    MemorySide right = copy(left);
    right.rows.replaceAll((key, row) -> changed(right, key));
    Changes changes = new Changes(left.records);
    RangedSettings near = RangedSettings.defaults().with(INLINE);

    RangedOutcome outcome = diff(left, right, near, Way.ROW_DIGESTS, changes);

    assertThat(changes.found).isEqualTo(Changes.expected(left, right)).hasSize(20_000);
    assertThat(outcome.ways()).containsExactly(Way.ROW_DIGESTS, Way.FULL_MERGE);
    assertThat(left.keyRows + left.rangeRows).isZero();
  }

  @Test
  void aCollisionOfWeakDigestsShowsThatSumsAreOfWholeDigests() {
    // Digests of one bit collide in pairs; count and sum of many rows still tell.
    MemorySide left = side(Records.NUMBERED, 4_000);
    MemorySide right = copy(left);
    edit(right, 100, new Random(9));
    left.weaken = digest -> digest >>> 8;
    right.weaken = digest -> digest >>> 8;

    assertThat(found(left, right, THIN, Way.RANGE_DIGESTS))
        .isEqualTo(Changes.expected(left, right));
  }

  @Test
  void rowsThatOnlyDigestsMakeLookUnequalAreNoChange() {
    MemorySide left = side(Records.NUMBERED, 1_000);
    MemorySide right = copy(left);
    right.weaken = digest -> digest + 1;

    assertThat(found(left, right, THIN, Way.ROW_DIGESTS)).isEmpty();
    assertThat(found(left, right, THIN, Way.RANGE_DIGESTS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void recordsThatStayAreToldApartRightlyWhileOthersChange(long seed) {
    for (Way way : List.of(Way.ROW_DIGESTS, Way.RANGE_DIGESTS)) {
      Random random = new Random(seed);
      MemorySide left = side(Records.COMPOSITE, 5_000);
      MemorySide right = copy(left);
      edit(right, 200, random);
      List<String> stay = new ArrayList<>(Changes.expected(left, right));
      NavigableMap<byte[], byte[]> moved = new TreeMap<>(Arrays::compareUnsigned);
      right.meanwhile = () -> moved.putAll(edit(right, 20, random));
      left.meanwhile = () -> moved.putAll(edit(left, 20, random));

      List<String> found = found(left, right, THIN, way);

      List<String> keys = moved.keySet().stream().map(key -> text(left, key)).toList();
      stay.removeIf(change -> keys.stream().anyMatch(change::contains));
      List<String> foundStay = new ArrayList<>(found);
      foundStay.removeIf(change -> keys.stream().anyMatch(change::contains));
      assertThat(foundStay).as("seed=%d way=%s", seed, way).isEqualTo(stay);
      assertThat(found).doesNotHaveDuplicates();
    }
  }

  @Test
  void aRowThatBecameEqualBeforeItWasReadIsNoChange() {
    MemorySide left = side(Records.NUMBERED, 1_000);
    MemorySide right = copy(left);
    put(right, 500, "changed");
    int[] requests = {0};
    right.meanwhile =
        () -> {
          if (++requests[0] == 2) {
            right.rows.putAll(left.rows);
          }
        };

    assertThat(found(left, right, THIN, Way.ROW_DIGESTS)).isEmpty();
    assertThat(right.keyRows).isEqualTo(1);
  }

  @Test
  void aKeptBaseStandsForItsSideAndSparesReadingIt() {
    MemorySide left = side(Records.COMPOSITE, 5_000);
    MemorySide right = copy(left);
    edit(right, 50, new Random(3));
    Changes changes = new Changes(left.records);

    diff(left, right, THIN.with(base(Side.LEFT, left)), Way.KEPT_BASE, changes);

    assertThat(changes.found).isEqualTo(Changes.expected(left, right));
    assertThat(left.wholeRows + left.rangeRows + left.digestRows).isZero();
    assertThat(left.keyRows).isLessThanOrEqualTo(50);
    assertThat(right.wholeRows).isEqualTo(right.rows.size());
  }

  @Test
  void aBaseOfOtherRecordsIsRefused() {
    MemorySide left = side(Records.NUMBERED, 1);
    RangedSettings wrong = THIN.with(base(Side.LEFT, side(Records.COMPOSITE, 1)));

    assertThatThrownBy(() -> new RangedDiff(left.schema(), left, left, wrong))
        .hasMessageStartingWith("must be kept of the records that are compared");
  }

  @Test
  void aSideThatCutsWithAGapIsRefused() {
    MemorySide left = side(Records.NUMBERED, 1_000);
    MemorySide right = copy(left);
    put(right, 5_000, "behind all");
    left.lastRangeIsClosed = true;
    right.lastRangeIsClosed = true;

    assertThatThrownBy(() -> found(left, right, THIN, Way.RANGE_DIGESTS))
        .isInstanceOf(DiffException.class)
        .hasMessageContaining("without a gap");
  }

  @Test
  void sidesWhoseFunctionsHaveOtherNamesAreNotComparedByDigests() {
    MemorySide left = side(Records.NUMBERED, 2_000);
    MemorySide right = copy(left);
    right.functions.set(0, "memory-2");

    WayChoice choice = new RangedDiff(left.schema(), left, right, THIN).plan();

    assertThat(choice.situation().hashing()).isEqualTo(Hashing.NONE);
    assertThat(choice.way()).isEqualTo(Way.FULL_MERGE);
    assertThat(choice.explain()).contains("no digest function in common");
  }

  @Test
  void theFirstFunctionThatBothHaveIsTaken() {
    MemorySide left = side(Records.NUMBERED, 2_000);
    MemorySide right = copy(left);
    left.functions.add(0, "record-hash/15/aa");
    right.functions.add(0, "record-hash/15/bb");
    put(right, 5, "changed");

    assertThat(found(left, right, THIN, Way.RANGE_DIGESTS)).hasSize(1);
  }
}
