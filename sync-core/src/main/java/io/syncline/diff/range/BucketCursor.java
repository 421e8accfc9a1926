package io.syncline.diff.range;

import io.syncline.diff.RowCursor;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.Slab;

/** Reads what is kept, as rows of key and digest. */
final class BucketCursor implements RowCursor {

  private final KeyDigests packer = new KeyDigests();
  private final BucketRows rows;

  BucketCursor(KeptRanges ranges) {
    rows = new BucketRows(ranges, 0, ranges.count());
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (rows.has() && packer.append(slab, rows.keys(), rows.from(), rows.to(), rows.digest())) {
      rows.step();
    }
  }

  @Override
  public void close() {}
}
