package io.syncline.diff.merge;

import io.syncline.diff.RowCursor;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.List;

/** Reads rows from a list, in its order, no more than so many a slab. */
class RowsCursor implements RowCursor {

  private final List<Row> rows;
  private final int most;
  private final RowPacker packer;
  private int next;

  RowsCursor(PackedSchema schema, List<Row> rows, int most) {
    this.rows = rows;
    this.most = most;
    this.packer = new RowPacker(schema);
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (next < rows.size() && slab.rows() < most) {
      packer.put(rows.get(next));
      if (!slab.append(packer)) {
        return;
      }
      next++;
    }
  }

  @Override
  public void close() {}
}
