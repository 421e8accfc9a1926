package io.syncline.diff.merge;

import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.packed.Slab;

/** Where one side stands: before {@link #row} of {@link #slab}. */
final class Position {

  final Side side;
  private final SlabReader reader;
  private final DiffWatch watch;
  Slab slab;
  int row;
  long rows;

  /** Begins before the first row. */
  Position(Side side, SlabReader reader, DiffWatch watch) {
    this.side = side;
    this.reader = reader;
    this.watch = watch;
    this.slab = take();
  }

  private Slab take() {
    Slab taken = reader.next();
    watch.read(side, taken.rows());
    rows += taken.rows();
    return taken;
  }

  /** Whether a row follows; takes the next slab where this one is at its end. */
  boolean hasRow() {
    if (row == slab.rows() && row > 0) {
      slab = take();
      row = 0;
    }
    return row < slab.rows();
  }

  /** Whether a row follows in this slab. */
  boolean inSlab() {
    return row < slab.rows();
  }

  /** Where the row begins. */
  int offset() {
    return slab.start(row);
  }
}
