package io.syncline.diff.join;

import io.syncline.diff.Side;
import java.util.Arrays;

/**
 * Finds the first bit in which keys differ. There is one, inside all of them, unless they are
 * equal: no key is the beginning of another.
 */
final class FirstDifference {

  private final Work work;
  private byte[] first = new byte[0];
  private long bit = Long.MAX_VALUE;

  FirstDifference(Work work) {
    this.work = work;
  }

  /**
   * Takes in the keys of a pile.
   *
   * @throws io.syncline.diff.DiffException where it has a key twice and nothing else
   */
  void add(Side side, Pile pile) {
    try (Walk rows = pile.walk()) {
      while (rows.next()) {
        add(rows);
      }
      if (isEmpty() && pile.rows() > 1) {
        throw work.twice(side, first, 0);
      }
    }
  }

  private void add(Walk row) {
    if (first.length == 0) {
      first = Arrays.copyOfRange(row.bytes(), row.from(), row.keyEnd());
    }
    int at = Arrays.mismatch(first, 0, first.length, row.bytes(), row.from(), row.keyEnd());
    if (at >= 0 && at < first.length) {
      int differing = (first[at] ^ row.bytes()[row.from() + at]) & 0xFF;
      int leading = Integer.numberOfLeadingZeros(differing) - (Integer.SIZE - Byte.SIZE);
      bit = Math.min(bit, (long) Byte.SIZE * at + leading);
    }
  }

  /** Whether all keys are equal. */
  boolean isEmpty() {
    return bit == Long.MAX_VALUE;
  }

  /** Counted from the highest of the first byte. */
  long bit() {
    return bit;
  }
}
