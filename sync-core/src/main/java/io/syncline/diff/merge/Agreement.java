package io.syncline.diff.merge;

import java.util.Arrays;

/**
 * How many bytes from the base's row on are known to be a side's bytes, too, so that none of them
 * is compared twice when the other side stops the merge.
 */
final class Agreement {

  /** Compared at once: few enough that the base's are still in the cache for the other side. */
  private static final int STRIDE = 1 << 14;

  private final Position base;
  private final Position side;
  private int known;

  /** The byte behind those known differs, or is in no slab. */
  private boolean ended;

  Agreement(Position base, Position side) {
    this.base = base;
    this.side = side;
  }

  /** Both must stand before a row; compares until the base's row is known to be equal or not. */
  int bytes() {
    int row = base.slab.end(base.row) - base.offset();
    while (known < row && !ended) {
      compare();
    }
    return known;
  }

  private void compare() {
    int b = base.offset() + known;
    int s = side.offset() + known;
    int length = Math.min(STRIDE, Math.min(base.slab.size() - b, side.slab.size() - s));
    int same = Arrays.mismatch(base.slab.bytes(), b, b + length, side.slab.bytes(), s, s + length);
    known += same < 0 ? length : same;
    ended = same >= 0 || length == 0;
  }

  /** Whether the rows before which both stand are equal. */
  boolean coversRow() {
    return known >= base.slab.end(base.row) - base.offset();
  }

  /** Both pass so many bytes, or two rows of which the base's has so many. */
  void pass(int bytes) {
    if (bytes < known) {
      known -= bytes;
    } else {
      forget();
    }
  }

  /** One passes a row that the other lacks. */
  void forget() {
    known = 0;
    ended = false;
  }
}
