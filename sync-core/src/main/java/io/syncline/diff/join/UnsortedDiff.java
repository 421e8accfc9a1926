package io.syncline.diff.join;

import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.PackedSchema;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Diffs two sides whose rows come in any order: a radix-partitioned hash join.
 *
 * <p>Both sides are spread over 64 partitions by six bits of the 64 bit digests of their keys, so
 * that the rows of a key meet in one partition and a partition's table stays in the processor's
 * caches; then partition after partition is joined by a hash table. Digests only find candidates:
 * keys and rows are compared by their bytes. What does not fit in {@link DiffLimits#memoryBytes}
 * (at least 2 MiB are taken) is written to files, partition by partition, and partitions that still
 * do not fit are spread again: the hybrid of Grace and in-memory join, after DeWitt and others,
 * "Implementation techniques for main memory database systems", SIGMOD 1984. Beside the budget, one
 * slab to read with and one chunk of at most 256 KiB to read files with are taken, or as much as
 * the longest row needs.
 *
 * <p>Files are removed when the diff ends, however it ends; where the process is killed, by the
 * next one that may spill to the same folder. Not thread-safe; may be run again.
 */
public final class UnsortedDiff {

  private final DiffLimits limits;
  private final Supplier<Work> work;

  public UnsortedDiff(PackedSchema schema, DiffLimits limits, DiffWatch watch) {
    this(limits, () -> Work.of(schema, limits, watch));
  }

  UnsortedDiff(DiffLimits limits, Supplier<Work> work) {
    this.limits = limits;
    this.work = work;
  }

  /**
   * Reads both sides once, by turns, then gives the changes, in no order. Closes neither.
   *
   * @throws io.syncline.diff.DiffException where a side has a key twice, or rows cannot be spilled;
   *     changes that were given before are not to be relied upon
   * @throws io.syncline.diff.DiffCancelled where the watch says so
   */
  public SpillSummary run(RowCursor left, RowCursor right, ChangeSink sink) {
    try (Work shared = work.get()) {
      PartitionJoin join = new PartitionJoin(shared, sink);
      join.splitter().run(Map.of(Side.LEFT, left, Side.RIGHT, right), limits);
      return shared.summary(join.splitter().deepest());
    }
  }
}
