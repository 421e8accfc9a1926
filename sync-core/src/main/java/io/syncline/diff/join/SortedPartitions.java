package io.syncline.diff.join;

import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.PackedSchema;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Brings three sides whose rows come in any order to what compares sorted sides: spreads them over
 * partitions, as {@link UnsortedDiff} does and with the same bounds, and sorts each partition in
 * memory. The rows of a key are all in one partition. Keys that a side has twice come one behind
 * the other.
 *
 * <p>Not thread-safe; may be run again.
 */
public final class SortedPartitions {

  private final DiffLimits limits;
  private final Supplier<Work> work;

  public SortedPartitions(PackedSchema schema, DiffLimits limits, DiffWatch watch) {
    this(limits, () -> Work.of(schema, limits, watch));
  }

  SortedPartitions(DiffLimits limits, Supplier<Work> work) {
    this.limits = limits;
    this.work = work;
  }

  /**
   * Reads the sides once, by turns, then gives partition after partition. Closes none of the sides.
   *
   * @param each takes the rows of one partition, in ascending order of their keys; the cursors are
   *     good until it returns, need not be closed, and tell the watch nothing of their rows, which
   *     were told when they were read from the sides
   * @throws io.syncline.diff.DiffException where rows cannot be spilled, or a side has so many rows
   *     of one key that they do not fit in memory
   * @throws io.syncline.diff.DiffCancelled where the watch says so
   */
  public SpillSummary run(ThreeCursors sides, Consumer<ThreeCursors> each) {
    try (Work shared = work.get()) {
      Splitter splitter = new Splitter(shared, new PartitionSort(shared, each));
      Map<Side, RowCursor> cursors =
          Map.of(Side.BASE, sides.base(), Side.LEFT, sides.left(), Side.RIGHT, sides.right());
      splitter.run(cursors, limits);
      return shared.summary(splitter.deepest());
    }
  }
}
