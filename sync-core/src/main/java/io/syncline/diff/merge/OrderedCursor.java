package io.syncline.diff.merge;

import io.syncline.diff.DiffException;
import io.syncline.diff.OutOfOrder;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;

/**
 * Checks that keys ascend, as rows are read: there a slab is still in the cache of the processor
 * that filled it, and with reading ahead it is another than the one that compares.
 */
final class OrderedCursor implements RowCursor {

  private final Side side;
  private final RowCursor cursor;
  private final RowReader reader;

  /** The last row read, alone: the slab that it came in may be gone. */
  private final Slab last;

  OrderedCursor(Side side, PackedSchema schema, RowCursor cursor) {
    this.side = side;
    this.cursor = cursor;
    this.reader = new RowReader(schema);
    this.last = new Slab(schema, 1 << 10);
  }

  @Override
  public void read(Slab slab) {
    cursor.read(slab);
    int rows = slab.rows();
    if (rows == 0) {
      return;
    }
    if (!last.isEmpty()) {
      check(last, 0, slab, 0);
    }
    for (int row = 1; row < rows; row++) {
      check(slab, row - 1, slab, row);
    }
    last.clear();
    last.append(slab, rows - 1);
  }

  private void check(Slab before, int b, Slab after, int a) {
    int order = Slab.compareKeys(before, b, after, a);
    if (order >= 0) {
      throw order == 0
          ? new DiffException(side + " has a key twice: " + reader.nativeKey(after, a))
          : new OutOfOrder(side, reader.nativeKey(before, b), reader.nativeKey(after, a));
    }
  }

  @Override
  public void close() {
    cursor.close();
  }
}
