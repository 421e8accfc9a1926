package io.syncline.diff.range;

import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.RangedSource;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.diff.merge.MergeCounts;
import io.syncline.diff.merge.SlabReader;
import io.syncline.diff.merge.TwoWayMerge;
import io.syncline.model.NativeKey;
import io.syncline.packed.PackedSchema;
import io.syncline.spi.KeyRange;
import java.util.List;

/**
 * Reads records from both sides and hands on those that still differ. What is handed on was
 * compared byte by byte, so nothing that only digests made look different is, nor what became equal
 * since.
 */
final class Fetch {

  private final PackedSchema schema;
  private final RangedSource left;
  private final RangedSource right;
  private final DiffLimits limits;
  private final DiffWatch watch;
  private final ChangeSink sink;
  private long rows;
  private long changes;

  Fetch(
      PackedSchema schema, RangedSides sides, DiffLimits limits, DiffWatch watch, ChangeSink sink) {
    this.schema = schema;
    this.left = sides.left();
    this.right = sides.right();
    this.limits = limits;
    this.watch = watch;
    this.sink = sink;
  }

  /** All of them in one merge, which sees where a side's key order is not that of packed keys. */
  void ranges(List<KeyRange> ranges) {
    if (!ranges.isEmpty()) {
      merge(
          new RangesCursor(left, schema, ranges), new RangesCursor(right, schema, ranges), limits);
    }
  }

  /** Also the keys that one side only had: it may have changed its mind. */
  void keys(List<NativeKey> keys) {
    try (RowCursor l = left.openKeys(schema, keys)) {
      merge(l, right.openKeys(schema, keys), limits.withSlabsAhead(1));
    }
  }

  private void merge(RowCursor l, RowCursor r, DiffLimits reading) {
    try (SlabReader leftRows = SlabReader.of(Side.LEFT, schema, l, reading);
        SlabReader rightRows = SlabReader.of(Side.RIGHT, schema, r, reading)) {
      TwoWayMerge merge = new TwoWayMerge(schema, leftRows, rightRows, sink, watch);
      merge.run();
      MergeCounts counts = merge.counts();
      rows += counts.left() + counts.right();
      changes += counts.changes();
    }
  }

  /** Records that were read, of both sides. */
  long rows() {
    return rows;
  }

  long changes() {
    return changes;
  }
}
