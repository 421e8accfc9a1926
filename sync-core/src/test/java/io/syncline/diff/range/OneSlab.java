package io.syncline.diff.range;

import io.syncline.diff.RowCursor;
import io.syncline.packed.Slab;

/** Gives the rows of one slab. */
final class OneSlab implements RowCursor {

  private final Slab rows;
  private int next;

  OneSlab(Slab rows) {
    this.rows = rows;
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (next < rows.rows() && slab.append(rows, next)) {
      next++;
    }
  }

  @Override
  public void close() {}
}
