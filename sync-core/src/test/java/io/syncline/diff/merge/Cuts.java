package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * How two tables are cut into slabs.
 *
 * @param left rows a slab
 * @param right rows a slab
 * @param bytes a slab; longer rows come alone
 */
record Cuts(int left, int right, int bytes) {

  List<Found> merge(PackedSchema schema, List<Row> onLeft, List<Row> onRight) {
    DiffLimits limits = DiffLimits.defaults().withSlabBytes(bytes).withSlabsAhead(0);
    List<Found> found = new ArrayList<>();
    ChangeSink sink = Found.into(schema, found);
    try (SlabReader l =
            SlabReader.of(Side.LEFT, schema, new RowsCursor(schema, onLeft, left), limits);
        SlabReader r =
            SlabReader.of(Side.RIGHT, schema, new RowsCursor(schema, onRight, right), limits)) {
      TwoWayMerge merge = new TwoWayMerge(schema, l, r, sink, DiffWatch.none());
      merge.run();
      assertThat(merge.counts().changes()).isEqualTo(found.size());
      assertThat(merge.counts().left()).isEqualTo(onLeft.size());
      assertThat(merge.counts().right()).isEqualTo(onRight.size());
    }
    return found;
  }
}
