package io.syncline.diff.join;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.ChangeSink;
import io.syncline.diff.Side;
import io.syncline.packed.Slab;

/**
 * What a merge of ascending rows leaves to be joined: rows that were sorted out, and those whose
 * partners may have been. Threads that read sides and the one that merges may use it at once.
 */
final class Rest implements ChangeSink, Sieve.Strays {

  private final Spread spread;
  private final ChangeSink sink;
  private final OneRow one = new OneRow();
  private long left;
  private long right;

  /**
   * @param sink takes what differs for sure
   */
  Rest(Spread spread, ChangeSink sink) {
    this.spread = spread;
    this.sink = sink;
  }

  @Override
  public void change(ChangeKind kind, Slab l, int leftRow, Slab r, int rightRow, long fields) {
    switch (kind) {
      case UPDATE -> sink.change(kind, l, leftRow, r, rightRow, fields);
      case DELETE -> add(Side.LEFT, l, leftRow);
      case INSERT -> add(Side.RIGHT, r, rightRow);
    }
  }

  @Override
  public synchronized void stray(Side side, Slab slab, int row) {
    if (side == Side.LEFT) {
      left++;
    } else {
      right++;
    }
    add(side, slab, row);
  }

  private synchronized void add(Side side, Slab slab, int row) {
    one.at(slab, row);
    spread.add(side, one);
  }

  /** How many rows of the side were out of order. */
  synchronized long strays(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** Over one row, again and again. */
  private static final class OneRow extends Walk {

    private boolean ahead;

    void at(Slab slab, int row) {
      stand(slab.bytes(), slab.start(row), slab.keyEnd(row), slab.end(row));
      ahead = true;
    }

    @Override
    boolean next() {
      boolean stands = ahead;
      ahead = false;
      return stands;
    }
  }
}
