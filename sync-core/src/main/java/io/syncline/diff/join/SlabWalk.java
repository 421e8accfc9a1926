package io.syncline.diff.join;

import io.syncline.packed.Slab;

/** Over the rows of one slab. */
final class SlabWalk extends Walk {

  private final Slab slab;
  private int row = -1;

  SlabWalk(Slab slab) {
    this.slab = slab;
  }

  @Override
  boolean next() {
    if (++row >= slab.rows()) {
      return false;
    }
    stand(slab.bytes(), slab.start(row), slab.keyEnd(row), slab.end(row));
    return true;
  }
}
