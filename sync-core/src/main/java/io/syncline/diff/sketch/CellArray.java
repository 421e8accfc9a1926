package io.syncline.diff.sketch;

import java.util.Arrays;

/**
 * Cells one behind the other in one array. A cell is the exclusive or of its items, the exclusive
 * or of their checksums, and their number; a cell of a difference counts the items of one side up
 * and those of the other down.
 */
final class CellArray {

  private static final long MOST_LONGS =
      (SketchSession.MOST_ITEM_BYTES / 8 + 2L) * SketchLimits.MOST_CELLS;

  private final int words;
  private final int stride;
  private long[] data;
  private int size;

  /** {@code size} empty cells. */
  CellArray(int words, int size) {
    this.words = words;
    this.stride = words + 2;
    this.data = new long[size * stride];
    this.size = size;
  }

  int size() {
    return size;
  }

  /** Puts an item in, with {@code sign} 1, or takes it out, with -1. */
  void put(int cell, long[] items, int from, long checksum, int sign) {
    int at = cell * stride;
    for (int i = 0; i < words; i++) {
      data[at + i] ^= items[from + i];
    }
    data[at + words] ^= checksum;
    data[at + words + 1] += sign;
  }

  /** Where a cell's sum of items begins in {@link #data()}. */
  int at(int cell) {
    return cell * stride;
  }

  long[] data() {
    return data;
  }

  long checksum(int cell) {
    return data[cell * stride + words];
  }

  long count(int cell) {
    return data[cell * stride + words + 1];
  }

  void set(int cell, long checksum, long count) {
    data[cell * stride + words] = checksum;
    data[cell * stride + words + 1] = count;
  }

  boolean isEmpty(int cell) {
    int at = cell * stride;
    long all = 0;
    for (int i = 0; i < stride; i++) {
      all |= data[at + i];
    }
    return all == 0;
  }

  /** Copies {@code count} cells from another array to {@code to}. */
  void copy(CellArray other, int from, int to, int count) {
    System.arraycopy(other.data, from * stride, data, to * stride, count * stride);
  }

  /** Appends the first {@code count} cells of {@code left} less those of {@code right}. */
  void appendDifference(CellArray left, CellArray right, int count) {
    int at = size * stride;
    reserve(size + count);
    for (int cell = 0; cell < count; cell++) {
      int from = cell * stride;
      for (int i = 0; i <= words; i++) {
        data[at + from + i] = left.data[from + i] ^ right.data[from + i];
      }
      int last = from + words + 1;
      data[at + last] = left.data[last] - right.data[last];
    }
    size += count;
  }

  private void reserve(int cells) {
    int needed = cells * stride;
    if (needed > data.length) {
      data =
          Arrays.copyOf(data, (int) Math.max(needed, Math.min(data.length * 3L / 2, MOST_LONGS)));
    }
  }
}
