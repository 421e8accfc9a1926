package io.syncline.diff.join;

import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import java.nio.file.Path;

/** Bounds that no user can choose: smaller, and with digests that collide. */
enum Budget {
  /** Everything spills, and most partitions are spread again. */
  TINY(12 << 10, 512),
  /** Everything spills. */
  SMALL(256 << 10, 1 << 10),
  /** Some partitions spill. */
  MEDIUM(2 << 20, 4 << 10),
  AMPLE(64 << 20, 64 << 10);

  final int bytes;
  private final int chunk;

  Budget(int bytes, int chunk) {
    this.bytes = bytes;
    this.chunk = chunk;
  }

  Memory memory(PackedSchema schema) {
    return new Memory(schema, bytes, chunk);
  }

  UnsortedDiff diff(PackedSchema schema, Path folder) {
    return diff(schema, folder, RowDigest::of, DiffWatch.none());
  }

  UnsortedDiff diff(PackedSchema schema, Path folder, KeyDigest digest, DiffWatch watch) {
    DiffLimits limits = limits(folder);
    return new UnsortedDiff(limits, () -> Work.of(schema, limits, watch, digest, memory(schema)));
  }

  ScanOrderDiff scanOrder(PackedSchema schema, Path folder, DiffWatch watch) {
    DiffLimits limits = limits(folder);
    return new ScanOrderDiff(
        schema, limits, watch, () -> Work.of(schema, limits, watch, RowDigest::of, memory(schema)));
  }

  SortedPartitions sorted(PackedSchema schema, Path folder, KeyDigest digest) {
    DiffLimits limits = limits(folder);
    return new SortedPartitions(
        limits, () -> Work.of(schema, limits, DiffWatch.none(), digest, memory(schema)));
  }

  private static DiffLimits limits(Path folder) {
    return DiffLimits.defaults().withSlabBytes(8 << 10).withSpillFolder(folder);
  }
}
