package io.syncline.diff.range;

import io.syncline.diff.RowCursor;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import io.syncline.packed.Slab;

/** Reads rows as their keys and digests, digested here by {@link RowDigest}. */
public final class DigestedRows implements RowCursor {

  private final RowCursor rows;
  private final Slab whole;
  private final KeyDigests packer = new KeyDigests();
  private int next;

  /**
   * @param schema of the rows
   * @param rows closed with this
   */
  public DigestedRows(PackedSchema schema, RowCursor rows) {
    this.rows = rows;
    this.whole = new Slab(schema);
  }

  @Override
  public void read(Slab slab) {
    slab.clear();
    while (next < whole.rows() || more()) {
      long digest = RowDigest.ofRow(whole, next);
      if (!packer.append(slab, whole.bytes(), whole.start(next), whole.keyEnd(next), digest)) {
        return;
      }
      next++;
    }
  }

  private boolean more() {
    rows.read(whole);
    next = 0;
    return !whole.isEmpty();
  }

  @Override
  public void close() {
    rows.close();
  }
}
