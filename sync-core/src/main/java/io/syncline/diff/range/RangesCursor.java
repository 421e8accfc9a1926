package io.syncline.diff.range;

import io.syncline.diff.RangedSource;
import io.syncline.diff.RowCursor;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import io.syncline.spi.KeyRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of many ascending ranges, some ranges a request. */
final class RangesCursor implements RowCursor {

  static final int AT_ONCE = 512;

  private final RangedSource source;
  private final PackedSchema schema;
  private final List<KeyRange> ranges;
  private int next;
  private @Nullable RowCursor open;

  RangesCursor(RangedSource source, PackedSchema schema, List<KeyRange> ranges) {
    this.source = source;
    this.schema = schema;
    this.ranges = ranges;
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (slab.isEmpty() && (open != null || next < ranges.size())) {
      RowCursor cursor = open == null ? nextRanges() : open;
      cursor.read(slab);
      if (slab.isEmpty()) {
        close();
      }
    }
  }

  private RowCursor nextRanges() {
    int end = Math.min(ranges.size(), next + AT_ONCE);
    RowCursor cursor = source.open(schema, ranges.subList(next, end));
    next = end;
    open = cursor;
    return cursor;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
