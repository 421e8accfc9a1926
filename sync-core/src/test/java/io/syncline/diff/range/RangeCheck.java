package io.syncline.diff.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.diff.DiffException;
import io.syncline.diff.Side;
import io.syncline.packed.Slab;
import io.syncline.spi.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Whatever way is gone, the changes are those that plain maps give. */
public final class RangeCheck implements Runnable {

  @Override
  public void run() {
    everyWay(Records.NUMBERED, 1);
    everyWay(Records.COMPOSITE, 2);
    countsTellWhereSumsDoNot();
    theRestIsReadFromTheFirstKeyOn();
    allBatchesOfRangesAreRead();
    aGapIsRefused();
  }

  private static void everyWay(Records records, long seed) {
    Random random = new Random(seed);
    MemorySide left = MemoryDiff.side(records, 3_000 + random.nextInt(3_000));
    MemorySide right = MemoryDiff.copy(left);
    MemoryDiff.edit(right, 20, random);
    MemoryDiff.put(right, -5, "before all");
    MemoryDiff.put(right, 9_000, "behind all");
    RangedSettings settings = MemoryDiff.THIN.with(MemoryDiff.base(Side.LEFT, left));
    for (Way way : List.of(Way.ROW_DIGESTS, Way.RANGE_DIGESTS, Way.KEPT_BASE)) {
      assertThat(MemoryDiff.found(left, right, settings, way))
          .as("seed=%d way=%s", seed, way)
          .isEqualTo(Changes.expected(left, right));
    }
  }

  /** All digests are equal, so that only counts tell. */
  private static void countsTellWhereSumsDoNot() {
    MemorySide left = MemoryDiff.side(Records.NUMBERED, 1_000);
    MemorySide right = MemoryDiff.copy(left);
    left.weaken = digest -> 0;
    right.weaken = digest -> 0;
    right.rows.remove(right.records.key(500));

    assertThat(MemoryDiff.found(left, right, MemoryDiff.THIN, Way.RANGE_DIGESTS)).hasSize(1);
  }

  /** A third of the beginning differs, then nothing for a while, then all. */
  private static void theRestIsReadFromTheFirstKeyOn() {
    MemorySide left = MemoryDiff.side(Records.NUMBERED, 20_000);
    MemorySide right = MemoryDiff.copy(left);
    for (int id = 0; id < 6_000; id += 3) {
      MemoryDiff.put(right, id, "changed");
    }
    for (int id = 10_000; id < 20_000; id++) {
      MemoryDiff.put(right, id, "changed");
    }
    RangedSettings slow = MemoryDiff.THIN.with(new Link(20_000_000));

    assertThat(MemoryDiff.found(left, right, slow, Way.ROW_DIGESTS))
        .isEqualTo(Changes.expected(left, right));
    assertThat(left.wholeRows).as("it switched on the way").isZero();
    assertThat(left.opened).hasSize(1);
  }

  private static void allBatchesOfRangesAreRead() {
    MemorySide side = MemoryDiff.side(Records.NUMBERED, 3 * RangesCursor.AT_ONCE);
    List<KeyRange> ranges = new ArrayList<>();
    for (int id = 0; id < side.rows.size(); id++) {
      ranges.add(
          new KeyRange(
              Optional.of(side.records.nativeKey(id)),
              Optional.of(side.records.nativeKey(id + 1))));
    }
    Slab slab = new Slab(side.schema());
    int rows = 0;
    try (RangesCursor cursor = new RangesCursor(side, side.schema(), ranges)) {
      for (cursor.read(slab); !slab.isEmpty(); cursor.read(slab)) {
        rows += slab.rows();
      }
    }

    assertThat(rows).isEqualTo(side.rows.size());
  }

  private static void aGapIsRefused() {
    MemorySide left = MemoryDiff.side(Records.NUMBERED, 1_000);
    MemorySide right = MemoryDiff.copy(left);
    left.lastRangeIsClosed = true;
    right.lastRangeIsClosed = true;

    assertThat(
            catchThrowable(() -> MemoryDiff.found(left, right, MemoryDiff.THIN, Way.RANGE_DIGESTS)))
        .isInstanceOf(DiffException.class);
  }
}
