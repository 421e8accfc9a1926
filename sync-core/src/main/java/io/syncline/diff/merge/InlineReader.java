package io.syncline.diff.merge;

import io.syncline.diff.DiffCancelled;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.Slab;

/** Reads when asked, into one slab that is filled again and again. */
final class InlineReader implements SlabReader {

  private final Side side;
  private final RowCursor cursor;
  private final Slab slab;

  InlineReader(Side side, RowCursor cursor, Slab slab) {
    this.side = side;
    this.cursor = cursor;
    this.slab = slab;
  }

  @Override
  public Slab next() {
    try {
      cursor.read(slab);
      return slab;
    } catch (DiffCancelled cancelled) {
      throw cancelled;
    } catch (RuntimeException broken) {
      throw SlabReader.failure(side, broken);
    }
  }

  @Override
  public void close() {
    cursor.close();
  }
}
