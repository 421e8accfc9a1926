package io.syncline.diff;

import io.syncline.diff.join.SortedPartitions;
import io.syncline.diff.join.ThreeCursors;
import io.syncline.diff.merge.SlabReader;
import io.syncline.diff.merge.ThreeReaders;
import io.syncline.diff.merge.ThreeWayMerge;
import io.syncline.packed.PackedSchema;

/**
 * One pass over three sides. Whatever it opens is closed when it ends.
 *
 * @param base what both sides once were
 */
record ThreeWayRun(
    RowSource base,
    RowSource left,
    RowSource right,
    PackedSchema schema,
    DiffLimits limits,
    DiffWatching watching,
    DiffWatch watch) {

  /** Side by side in key order, from end to end. */
  void sorted(ThreeWaySink sink) {
    try (SlabReader baseRows = reader(Side.BASE);
        SlabReader leftRows = reader(Side.LEFT);
        SlabReader rightRows = reader(Side.RIGHT)) {
      new ThreeWayMerge(schema, new ThreeReaders(baseRows, leftRows, rightRows), sink, watch).run();
    }
  }

  private SlabReader reader(Side side) {
    return SlabReader.of(side, schema, open(side), limits);
  }

  /** By partitions, each of which is sorted. */
  void unsorted(ThreeWaySink sink) {
    try (RowCursor baseRows = open(Side.BASE);
        RowCursor leftRows = open(Side.LEFT);
        RowCursor rightRows = open(Side.RIGHT)) {
      new SortedPartitions(schema, limits, watch)
          .run(
              new ThreeCursors(baseRows, leftRows, rightRows), partition -> merge(partition, sink));
    }
  }

  private void merge(ThreeCursors partition, ThreeWaySink sink) {
    DiffLimits inMemory = limits.withSlabsAhead(0);
    DiffWatch counted = watching.with((side, rows) -> {}).start();
    try (SlabReader baseRows = SlabReader.of(Side.BASE, schema, partition.base(), inMemory);
        SlabReader leftRows = SlabReader.of(Side.LEFT, schema, partition.left(), inMemory);
        SlabReader rightRows = SlabReader.of(Side.RIGHT, schema, partition.right(), inMemory)) {
      new ThreeWayMerge(schema, new ThreeReaders(baseRows, leftRows, rightRows), sink, counted)
          .run();
    }
  }

  private RowSource source(Side side) {
    return switch (side) {
      case BASE -> base;
      case LEFT -> left;
      case RIGHT -> right;
    };
  }

  private RowCursor open(Side side) {
    watch.check();
    return source(side).open(schema);
  }
}
