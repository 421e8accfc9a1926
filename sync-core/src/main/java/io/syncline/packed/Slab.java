package io.syncline.packed;

import java.util.Arrays;

/**
 * Packed rows, one behind the other in one array. Filled and emptied again rather than made anew.
 * Not thread-safe.
 */
public final class Slab {

  /**
   * How many bytes a slab has unless said otherwise: so few that it stays in the caches of the
   * processor between who fills it and who reads it, and is no humongous object in a small heap.
   */
  public static final int BYTES = 1 << 18;

  private final int capacity;
  private final int keyWidth;
  private byte[] bytes;
  private int rows;

  /** Where each row begins; one more, where the last ends. */
  private int[] starts;

  /** Only where keys are of different lengths. */
  private int[] keyEnds;

  public Slab(PackedSchema schema) {
    this(schema, BYTES);
  }

  /**
   * @param capacity in bytes; a single row that is longer is taken all the same, alone
   */
  public Slab(PackedSchema schema, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("must be >= 1: capacity=" + capacity);
    }
    this.capacity = capacity;
    this.keyWidth = schema.keyWidth();
    this.bytes = new byte[capacity];
    this.starts = new int[capacity / 64 + 2];
    this.keyEnds = keyWidth == 0 ? new int[starts.length] : new int[0];
  }

  public int rows() {
    return rows;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /** How many bytes the rows take. */
  public int size() {
    return starts[rows];
  }

  /** How many bytes of memory its arrays take; more after long rows, or many short ones. */
  public long memory() {
    return bytes.length + (long) Integer.BYTES * (starts.length + keyEnds.length);
  }

  /** The rows' bytes, and beyond them anything. Another array after a long row was appended. */
  public byte[] bytes() {
    return bytes;
  }

  public int start(int row) {
    return starts[row];
  }

  public int end(int row) {
    return starts[row + 1];
  }

  public int keyEnd(int row) {
    return keyWidth == 0 ? keyEnds[row] : starts[row] + keyWidth;
  }

  /** The row that this byte belongs to. */
  public int rowAt(int offset) {
    int found = Arrays.binarySearch(starts, 0, rows + 1, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** As {@link #rowAt(int)}, where the row is {@code first} or one soon after it. */
  public int rowAt(int offset, int first) {
    int low = first;
    int step = 1;
    while (low + step <= rows && starts[low + step] <= offset) {
      low += step;
      step *= 2;
    }
    int high = Math.min(low + step, rows + 1);
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public void clear() {
    rows = 0;
    starts[0] = 0;
    if (bytes.length > capacity) {
      bytes = new byte[capacity];
    }
  }

  /**
   * Leaves only these rows.
   *
   * @param kept ascending
   * @param count how many of {@code kept} count
   */
  public void retain(int[] kept, int count) {
    int at = 0;
    for (int row = 0; row < count; row++) {
      int from = starts[kept[row]];
      int length = starts[kept[row] + 1] - from;
      int key = keyEnd(kept[row]) - from;
      System.arraycopy(bytes, from, bytes, at, length);
      starts[row] = at;
      if (keyWidth == 0) {
        keyEnds[row] = at + key;
      }
      at += length;
    }
    rows = count;
    starts[rows] = at;
  }

  /** Exchanges the rows of two slabs of one schema; none is copied. */
  public void swap(Slab other) {
    byte[] otherBytes = other.bytes;
    int[] otherStarts = other.starts;
    int[] otherKeyEnds = other.keyEnds;
    int otherRows = other.rows;
    other.bytes = bytes;
    other.starts = starts;
    other.keyEnds = keyEnds;
    other.rows = rows;
    bytes = otherBytes;
    starts = otherStarts;
    keyEnds = otherKeyEnds;
    rows = otherRows;
  }

  /** Appends the row that was packed last; false where it does not fit. */
  public boolean append(RowPacker packed) {
    return append(packed.bytes(), 0, packed.keyEnd(), packed.size());
  }

  /** Appends a row of another slab of the same schema; false where it does not fit. */
  public boolean append(Slab from, int row) {
    return append(from.bytes, from.starts[row], from.keyEnd(row), from.starts[row + 1]);
  }

  /**
   * Appends a row; false where it does not fit.
   *
   * @param keyEnd where its key ends in {@code row}
   */
  public boolean append(byte[] row, int from, int keyEnd, int to) {
    int at = starts[rows];
    int length = to - from;
    if (at + length > bytes.length) {
      if (rows > 0) {
        return false;
      }
      bytes = new byte[length];
    }
    System.arraycopy(row, from, bytes, at, length);
    if (rows + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    if (keyWidth == 0) {
      if (rows + 1 > keyEnds.length) {
        keyEnds = Arrays.copyOf(keyEnds, 2 * keyEnds.length);
      }
      keyEnds[rows] = at + keyEnd - from;
    }
    rows++;
    starts[rows] = at + length;
    return true;
  }

  /** Compares the keys of two rows of one schema, in key order. */
  public static int compareKeys(Slab left, int l, Slab right, int r) {
    if (left.keyWidth == Long.BYTES) {
      return Long.compareUnsigned(
          Numbers.getLong(left.bytes, left.starts[l]),
          Numbers.getLong(right.bytes, right.starts[r]));
    }
    return Arrays.compareUnsigned(
        left.bytes, left.starts[l], left.keyEnd(l), right.bytes, right.starts[r], right.keyEnd(r));
  }

  /** Whether two rows of one schema are equal as a whole. */
  public static boolean equalRows(Slab left, int l, Slab right, int r) {
    return Arrays.equals(
        left.bytes,
        left.starts[l],
        left.starts[l + 1],
        right.bytes,
        right.starts[r],
        right.starts[r + 1]);
  }
}
