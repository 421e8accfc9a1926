package io.syncline.diff.join;

import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;

/**
 * Passes on rows whose keys ascend strictly, of a side that gives its rows nearly in that order,
 * and sorts the others out.
 *
 * <p>Of each slab it passes on the longest ascending sequence (Schensted, "Longest increasing and
 * decreasing subsequences", 1961), so a stray costs itself and not its neighbours. One that passed
 * for the next in order though its key is far ahead would make strays of all that follow; so no row
 * is passed on that lies behind the middle of the slab to come.
 *
 * <p>Reads one slab ahead. Used by one thread.
 */
final class Sieve implements RowCursor {

  /** Takes the rows that are sorted out. */
  @FunctionalInterface
  interface Strays {

    /** The row is good until this returns. */
    void stray(Side side, Slab slab, int row);
  }

  /** So many keys stand for a slab; their median is right where less than half are strays. */
  private static final int SAMPLES = 15;

  private final Side side;
  private final RowCursor cursor;
  private final Strays strays;

  /** The last row passed on, alone: the slab that it was in is gone. */
  private final Slab last;

  private final Slab ahead;
  private final int[] samples = new int[SAMPLES];

  /** For each length, the row that ends the sequence of that length with the smallest end. */
  private int[] ends = new int[0];

  /** For each row, the one before it in the longest sequence that it ends. */
  private int[] before = new int[0];

  private boolean begun;

  /**
   * @param cursor closed with this
   * @param slabBytes how large the slab is that is read ahead
   */
  Sieve(Side side, PackedSchema schema, RowCursor cursor, int slabBytes, Strays strays) {
    this.side = side;
    this.cursor = cursor;
    this.strays = strays;
    this.last = new Slab(schema, 1 << 10);
    this.ahead = new Slab(schema, slabBytes);
  }

  @Override
  public void read(Slab slab) {
    if (!begun) {
      begun = true;
      cursor.read(ahead);
    }
    do {
      slab.clear();
      if (ahead.isEmpty()) {
        return;
      }
      slab.swap(ahead);
      cursor.read(ahead);
      sift(slab);
    } while (slab.isEmpty());
    last.clear();
    last.append(slab, slab.rows() - 1);
  }

  private void sift(Slab slab) {
    int bound = ahead.isEmpty() ? -1 : middle();
    if (ascends(slab) && fits(slab, 0, -1) && fits(slab, slab.rows() - 1, bound)) {
      return;
    }
    int length = longest(slab, bound);
    for (int row = length == 0 ? -1 : ends[length - 1], at = length; at > 0; row = before[row]) {
      ends[--at] = row;
    }
    int kept = 0;
    for (int row = 0; row < slab.rows(); row++) {
      if (kept < length && ends[kept] == row) {
        kept++;
      } else {
        strays.stray(side, slab, row);
      }
    }
    slab.retain(ends, length);
  }

  private static boolean ascends(Slab slab) {
    for (int row = 1; row < slab.rows(); row++) {
      if (Slab.compareKeys(slab, row - 1, slab, row) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a row lies behind the last one passed on, and not behind this one to come. */
  private boolean fits(Slab slab, int row, int bound) {
    return (last.isEmpty() || Slab.compareKeys(last, 0, slab, row) < 0)
        && (bound < 0 || Slab.compareKeys(slab, row, ahead, bound) <= 0);
  }

  /** The row of the slab to come that has about as many of its keys below as above. */
  private int middle() {
    int count = Math.min(SAMPLES, ahead.rows());
    for (int i = 0; i < count; i++) {
      int row = (int) ((long) i * ahead.rows() / count);
      int at = i;
      while (at > 0 && Slab.compareKeys(ahead, samples[at - 1], ahead, row) > 0) {
        samples[at] = samples[at - 1];
        at--;
      }
      samples[at] = row;
    }
    return samples[count / 2];
  }

  /** Fills {@link #ends} and {@link #before}; gives the length of the longest sequence. */
  private int longest(Slab slab, int bound) {
    if (ends.length < slab.rows()) {
      ends = new int[slab.rows()];
      before = new int[slab.rows()];
    }
    int length = 0;
    for (int row = 0; row < slab.rows(); row++) {
      if (fits(slab, row, bound)) {
        int place = place(slab, row, length);
        before[row] = place == 0 ? -1 : ends[place - 1];
        ends[place] = row;
        length = Math.max(length, place + 1);
      }
    }
    return length;
  }

  /** How long the longest sequence is that the row can be appended to. */
  private int place(Slab slab, int row, int length) {
    int low = 0;
    int high = length;
    if (length > 0 && Slab.compareKeys(slab, ends[length - 1], slab, row) < 0) {
      return length;
    }
    while (low < high) {
      int half = (low + high) >>> 1;
      if (Slab.compareKeys(slab, ends[half], slab, row) < 0) {
        low = half + 1;
      } else {
        high = half;
      }
    }
    return low;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
