package io.syncline.benchmarks.diff;

import io.syncline.diff.RowCursor;
import io.syncline.packed.Slab;
import java.util.List;

/** Reads rows that are in memory. */
final class Slabs implements RowCursor {

  private final List<Slab> slabs;
  private int next;
  private int row;

  Slabs(List<Slab> slabs) {
    this.slabs = slabs;
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (next < slabs.size()) {
      Slab from = slabs.get(next);
      while (row < from.rows()) {
        if (!slab.append(from, row)) {
          return;
        }
        row++;
      }
      next++;
      row = 0;
    }
  }

  @Override
  public void close() {}
}
