package io.syncline.diff.join;

import io.syncline.diff.RowCursor;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.List;

/** Rows of a list, in its order. */
final class RowListCursor implements RowCursor {

  private final RowPacker packer;
  private final List<Row> rows;
  private int next;

  RowListCursor(PackedSchema schema, List<Row> rows) {
    this.packer = new RowPacker(schema);
    this.rows = rows;
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (next < rows.size()) {
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
