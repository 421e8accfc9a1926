package io.syncline.diff.join;

import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.RowCursor;
import io.syncline.diff.RowSource;
import io.syncline.diff.Side;
import io.syncline.diff.merge.MergeCounts;
import io.syncline.diff.merge.SlabReader;
import io.syncline.diff.merge.TwoWayMerge;
import io.syncline.packed.PackedSchema;
import java.util.function.Supplier;

/**
 * Diffs two sides whose rows come nearly in the order of their keys, such as those of a table that
 * is read as its rows lie: what ascends on both sides is merged, and only what is out of order, or
 * finds no partner in that merge, is joined as in {@link UnsortedDiff}, in its memory and with its
 * files. The less orderly the sides, the more is joined; the answer is right whatever their order.
 *
 * <p>Keys must be unique within a side that is out of order: where a row is merged and another of
 * its key is not, nobody notices. Not thread-safe; may be run again.
 */
public final class ScanOrderDiff {

  private final PackedSchema schema;
  private final DiffLimits limits;
  private final DiffWatch watch;
  private final Supplier<Work> work;

  public ScanOrderDiff(PackedSchema schema, DiffLimits limits, DiffWatch watch) {
    this(schema, limits, watch, () -> Work.of(schema, limits, watch));
  }

  ScanOrderDiff(PackedSchema schema, DiffLimits limits, DiffWatch watch, Supplier<Work> work) {
    this.schema = schema;
    this.limits = limits;
    this.watch = watch;
    this.work = work;
  }

  /**
   * How a side is read.
   *
   * @param order {@link RowSource.Order#SORTED}: by key, which is checked; else nearly so, and no
   *     key comes twice
   */
  public record Reading(Supplier<RowCursor> rows, RowSource.Order order) {}

  /**
   * Opens both sides, reads them once, side by side, and closes them; gives the changes in no
   * order.
   *
   * @throws io.syncline.diff.OutOfOrder where a sorted side is not
   * @throws io.syncline.diff.DiffException as {@link UnsortedDiff#run}
   * @throws io.syncline.diff.DiffCancelled where the watch says so
   */
  public ScanCounts run(Reading left, Reading right, ChangeSink sink) {
    try (Work shared = work.get()) {
      Splitter splitter = new PartitionJoin(shared, sink).splitter();
      Spread spread = splitter.begin();
      Rest rest = new Rest(spread, sink);
      MergeCounts merged = merge(left, right, rest);
      long leftStrays = rest.strays(Side.LEFT);
      long rightStrays = rest.strays(Side.RIGHT);
      watch.read(Side.LEFT, leftStrays);
      watch.read(Side.RIGHT, rightStrays);
      splitter.finish(spread);
      return new ScanCounts(
          merged.left() + leftStrays, merged.right() + rightStrays, leftStrays, rightStrays);
    }
  }

  private MergeCounts merge(Reading left, Reading right, Rest rest) {
    try (SlabReader l = reader(Side.LEFT, left, rest);
        SlabReader r = reader(Side.RIGHT, right, rest)) {
      TwoWayMerge merge = new TwoWayMerge(schema, l, r, rest, watch);
      merge.run();
      return merge.counts();
    }
  }

  private SlabReader reader(Side side, Reading reading, Rest rest) {
    watch.check();
    RowCursor rows = reading.rows().get();
    return reading.order() == RowSource.Order.SORTED
        ? SlabReader.of(side, schema, rows, limits)
        : SlabReader.ofOrdered(
            side, schema, new Sieve(side, schema, rows, limits.slabBytes(), rest), limits);
  }
}
