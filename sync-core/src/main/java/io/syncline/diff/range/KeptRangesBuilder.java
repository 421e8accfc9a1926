package io.syncline.diff.range;

import io.syncline.diff.DiffException;
import io.syncline.diff.RowCursor;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.util.Arrays;

/** Cuts a stream of keys and digests, in order, into buckets. */
final class KeptRangesBuilder {

  private static final int ROOM = 64;

  private final PackedSchema schema;
  private final int width;
  private long[] sums = new long[ROOM];
  private Bucket[] buckets = new Bucket[ROOM];
  private int count;
  private long rows;

  private byte[] keys = new byte[ROOM * Long.BYTES];
  private int[] ends = new int[ROOM];
  private long[] digests = new long[ROOM];
  private int open;
  private long sum;

  KeptRangesBuilder(PackedSchema schema) {
    this.schema = schema;
    this.width = schema.keyWidth();
  }

  void addAll(RowCursor cursor) {
    Slab slab = new Slab(KeyDigests.schema(schema));
    for (cursor.read(slab); !slab.isEmpty(); cursor.read(slab)) {
      for (int row = 0; row < slab.rows(); row++) {
        add(slab.bytes(), slab.start(row), slab.keyEnd(row), KeyDigests.digest(slab, row));
      }
    }
  }

  /**
   * @throws DiffException where the key does not come behind the last
   */
  void add(byte[] bytes, int from, int to, long digest) {
    if (rows > 0 && !ascends(bytes, from, to)) {
      throw new DiffException("must come in ascending order of keys: row=" + rows);
    }
    long keyDigest = Mixing.ofKey(bytes, from, to);
    if (KeptRanges.begins(keyDigest)) {
      close();
    }
    append(bytes, from, to, digest);
    sum += Mixing.addend(keyDigest, digest);
    rows++;
  }

  private boolean ascends(byte[] bytes, int from, int to) {
    if (open == 0) {
      Bucket last = buckets[count - 1];
      return last.compare(last.rows() - 1, bytes, from, to) < 0;
    }
    int start = open == 1 ? 0 : ends[open - 2];
    return Arrays.compareUnsigned(keys, start, ends[open - 1], bytes, from, to) < 0;
  }

  private void append(byte[] bytes, int from, int to, long digest) {
    int at = open == 0 ? 0 : ends[open - 1];
    int end = at + to - from;
    if (open == digests.length) {
      digests = Arrays.copyOf(digests, 2 * open);
      ends = Arrays.copyOf(ends, 2 * open);
    }
    if (end > keys.length) {
      keys = Arrays.copyOf(keys, 2 * end);
    }
    System.arraycopy(bytes, from, keys, at, to - from);
    ends[open] = end;
    digests[open] = digest;
    open++;
  }

  private void close() {
    if (count == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * count);
      sums = Arrays.copyOf(sums, 2 * count);
    }
    int size = open == 0 ? 0 : ends[open - 1];
    buckets[count] =
        new Bucket(
            width,
            Arrays.copyOf(keys, size),
            width > 0 ? new int[0] : Arrays.copyOf(ends, open),
            Arrays.copyOf(digests, open));
    sums[count] = sum;
    count++;
    open = 0;
    sum = 0;
  }

  KeptRanges build() {
    close();
    return new KeptRanges(
        schema, Arrays.copyOf(sums, count), Arrays.copyOf(buckets, count), count, rows);
  }
}
