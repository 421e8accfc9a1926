package io.syncline.diff.range;

import java.util.Arrays;

/**
 * A run of neighbouring rows, keys and digests in arrays of just their size. Keys all of one width
 * need no ends.
 */
final class Bucket {

  private final int width;
  private byte[] keys;
  private int[] ends;
  private long[] digests;

  Bucket(int width) {
    this(width, new byte[0], new int[0], new long[0]);
  }

  /**
   * @param width the bytes of every key, or 0
   * @param ends where each key ends, or empty where all are of one width
   */
  Bucket(int width, byte[] keys, int[] ends, long[] digests) {
    this.width = width;
    this.keys = keys;
    this.ends = ends;
    this.digests = digests;
  }

  int rows() {
    return digests.length;
  }

  byte[] keys() {
    return keys;
  }

  int from(int row) {
    return width > 0 ? row * width : row == 0 ? 0 : ends[row - 1];
  }

  int to(int row) {
    return width > 0 ? (row + 1) * width : ends[row];
  }

  long digest(int row) {
    return digests[row];
  }

  void digest(int row, long digest) {
    digests[row] = digest;
  }

  boolean hasKeysOf(Bucket other) {
    return Arrays.equals(keys, other.keys) && Arrays.equals(ends, other.ends);
  }

  /** Of a bucket of the same keys: the next row, from one on, with another digest; -1: none. */
  int differing(int row, Bucket other) {
    int equal = Arrays.mismatch(digests, row, rows(), other.digests, row, rows());
    return equal < 0 ? -1 : row + equal;
  }

  byte[] key(int row) {
    return Arrays.copyOfRange(keys, from(row), to(row));
  }

  int compare(int row, byte[] key, int from, int to) {
    return Arrays.compareUnsigned(keys, from(row), to(row), key, from, to);
  }

  /** The row of a key, or where it would be, counted from -1 down. */
  int find(byte[] key) {
    int low = 0;
    int high = rows() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, key, 0, key.length);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  void insert(int row, byte[] key, long digest) {
    Bucket before = part(0, row);
    Bucket after = part(row, rows());
    Bucket one =
        new Bucket(width, key, width > 0 ? ends : new int[] {key.length}, new long[] {digest});
    become(before.with(one).with(after));
  }

  void remove(int row) {
    become(part(0, row).with(part(row + 1, rows())));
  }

  /** The rows from one to before another. */
  Bucket part(int first, int end) {
    int start = first == end ? 0 : from(first);
    int stop = first == end ? 0 : to(end - 1);
    int[] cut = width > 0 ? ends : Arrays.copyOfRange(ends, first, end);
    for (int i = 0; i < cut.length; i++) {
      cut[i] -= start;
    }
    return new Bucket(
        width, Arrays.copyOfRange(keys, start, stop), cut, Arrays.copyOfRange(digests, first, end));
  }

  /** These rows, and behind them those. */
  Bucket with(Bucket next) {
    byte[] bothKeys = Arrays.copyOf(keys, keys.length + next.keys.length);
    System.arraycopy(next.keys, 0, bothKeys, keys.length, next.keys.length);
    int[] bothEnds = Arrays.copyOf(ends, ends.length + next.ends.length);
    for (int i = 0; i < next.ends.length; i++) {
      bothEnds[ends.length + i] = keys.length + next.ends[i];
    }
    long[] bothDigests = Arrays.copyOf(digests, rows() + next.rows());
    System.arraycopy(next.digests, 0, bothDigests, rows(), next.rows());
    return new Bucket(width, bothKeys, bothEnds, bothDigests);
  }

  private void become(Bucket other) {
    keys = other.keys;
    ends = other.ends;
    digests = other.digests;
  }

  /** The sum of what the rows add. */
  long sum() {
    long sum = 0;
    for (int row = 0; row < rows(); row++) {
      sum += Mixing.addend(Mixing.ofKey(keys, from(row), to(row)), digests[row]);
    }
    return sum;
  }
}
