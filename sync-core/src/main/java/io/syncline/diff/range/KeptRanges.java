package io.syncline.diff.range;

import io.syncline.diff.RowCursor;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import io.syncline.spi.KeyRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * The keys and row digests of one side, kept between runs and corrected with each change, under
 * digests of small key ranges. Two of them are compared in time proportional to the ranges, then to
 * what differs.
 *
 * <p>Where a range ends is decided by the keys alone: a key begins a range when the lowest six bits
 * of its own digest are zero, which one key in 64 is. So two sides with equal records have equal
 * ranges, however they came to be; a key that comes or goes moves no border but its own, splits one
 * range or joins two; and neither skewed keys nor a long history of changes make ranges grow. (The
 * idea is content-defined chunking: Muthitacharoen, Chen, Mazières, "A Low-bandwidth Network File
 * System", SOSP 2001.)
 *
 * <p>Ranges whose sums are equal are taken to be equal: a change goes unseen with a chance of
 * 2<sup>-64</sup> for each range that changed, not more. Takes about 17 bytes a row where keys have
 * 8. Not thread-safe.
 */
public final class KeptRanges {

  private static final long BORDER = 63;

  private final PackedSchema schema;
  private long[] sums;
  private Bucket[] buckets;
  private int count;
  private long rows;

  KeptRanges(PackedSchema schema, long[] sums, Bucket[] buckets, int count, long rows) {
    this.schema = schema;
    this.sums = sums;
    this.buckets = buckets;
    this.count = count;
    this.rows = rows;
  }

  /** Of no rows yet. */
  public static KeptRanges empty(PackedSchema schema) {
    return new KeptRangesBuilder(schema).build();
  }

  /**
   * Of rows of a key and a digest, in order; see {@link io.syncline.packed.KeyDigests}.
   *
   * @param schema of the whole records that were digested
   */
  public static KeptRanges of(PackedSchema schema, RowCursor digests) {
    KeptRangesBuilder builder = new KeptRangesBuilder(schema);
    builder.addAll(digests);
    return builder.build();
  }

  /** Whether a key begins a range. */
  static boolean begins(long keyDigest) {
    return (keyDigest & BORDER) == 0;
  }

  /** The schema of the records whose digests these are. */
  public PackedSchema schema() {
    return schema;
  }

  public long rows() {
    return rows;
  }

  /** How many ranges there are; at least 1. */
  public int ranges() {
    return count;
  }

  /** The digest that is kept of a record; empty where none is. */
  public OptionalLong digest(byte[] key) {
    Bucket bucket = buckets[bucketOf(key)];
    int row = bucket.find(key);
    return row < 0 ? OptionalLong.empty() : OptionalLong.of(bucket.digest(row));
  }

  /**
   * A record changed.
   *
   * @throws IllegalArgumentException where it is not kept with the old digest; nothing is changed
   */
  public void update(byte[] key, long oldDigest, long newDigest) {
    int at = bucketOf(key);
    int row = kept(buckets[at], key, oldDigest);
    buckets[at].digest(row, newDigest);
    long keyDigest = Mixing.ofKey(key, 0, key.length);
    sums[at] += Mixing.addend(keyDigest, newDigest) - Mixing.addend(keyDigest, oldDigest);
  }

  /**
   * A record came.
   *
   * @throws IllegalArgumentException where its key is kept already; nothing is changed
   */
  public void insert(byte[] key, long digest) {
    int at = bucketOf(key);
    int row = buckets[at].find(key);
    if (row >= 0) {
      throw new IllegalArgumentException("must not be kept yet: key=" + hex(key));
    }
    long keyDigest = Mixing.ofKey(key, 0, key.length);
    buckets[at].insert(-row - 1, key.clone(), digest);
    sums[at] += Mixing.addend(keyDigest, digest);
    rows++;
    if (begins(keyDigest)) {
      split(at, -row - 1);
    }
  }

  /**
   * A record went.
   *
   * @throws IllegalArgumentException where it is not kept with this digest; nothing is changed
   */
  public void delete(byte[] key, long digest) {
    int at = bucketOf(key);
    Bucket bucket = buckets[at];
    bucket.remove(kept(bucket, key, digest));
    long keyDigest = Mixing.ofKey(key, 0, key.length);
    sums[at] -= Mixing.addend(keyDigest, digest);
    rows--;
    if (begins(keyDigest)) {
      join(at);
    }
  }

  private static int kept(Bucket bucket, byte[] key, long digest) {
    int row = bucket.find(key);
    if (row < 0 || bucket.digest(row) != digest) {
      throw new IllegalArgumentException(
          "must be kept with this digest: key=" + hex(key) + " digest=" + digest);
    }
    return row;
  }

  private static String hex(byte[] key) {
    return HexFormat.of().formatHex(key);
  }

  private void split(int at, int row) {
    Bucket whole = buckets[at];
    if (count == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * count);
      sums = Arrays.copyOf(sums, 2 * count);
    }
    System.arraycopy(buckets, at + 1, buckets, at + 2, count - at - 1);
    System.arraycopy(sums, at + 1, sums, at + 2, count - at - 1);
    buckets[at] = whole.part(0, row);
    buckets[at + 1] = whole.part(row, whole.rows());
    sums[at + 1] = buckets[at + 1].sum();
    sums[at] -= sums[at + 1];
    count++;
  }

  private void join(int at) {
    buckets[at - 1] = buckets[at - 1].with(buckets[at]);
    sums[at - 1] += sums[at];
    System.arraycopy(buckets, at + 1, buckets, at, count - at - 1);
    System.arraycopy(sums, at + 1, sums, at, count - at - 1);
    count--;
  }

  /** The last that begins with this key or one before it; the first begins before all keys. */
  private int bucketOf(byte[] key) {
    int low = 1;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (buckets[middle].compare(0, key, 0, key.length) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return low - 1;
  }

  /** Gives every key that is kept here or there with another digest, or not at all, in order. */
  public void compare(KeptRanges other, KeyDifferences differences) {
    KeptComparison comparison = new KeptComparison(this, other);
    while (comparison.next()) {
      comparison.keys(differences);
    }
  }

  /**
   * The ranges in which this and the other differ, in order, none touching the next: what has to be
   * read again, with the keys as {@link RowReader#nativeKey} writes them.
   */
  public List<KeyRange> differing(KeptRanges other) {
    return new KeptComparison(this, other).ranges(new RowReader(schema));
  }

  /** Reads what is kept: rows of key and digest, in order. Not beyond the next change. */
  public RowCursor open() {
    return new BucketCursor(this);
  }

  /** Writes what is kept, in a form that tells its version. Leaves the stream open. */
  public void write(OutputStream out) throws IOException {
    KeptWriter writer = new KeptWriter(schema, out);
    for (int at = 0; at < count; at++) {
      Bucket bucket = buckets[at];
      for (int row = 0; row < bucket.rows(); row++) {
        writer.add(bucket.keys(), bucket.from(row), bucket.to(row), bucket.digest(row));
      }
    }
    writer.finish();
  }

  /**
   * Reads what was written. Leaves the stream open.
   *
   * @throws io.syncline.diff.DiffException where it is damaged, of another version, or of other
   *     records than {@code schema} says
   */
  public static KeptRanges read(PackedSchema schema, InputStream in) {
    return of(schema, new KeptCursor(schema, in));
  }

  int count() {
    return count;
  }

  Bucket bucket(int at) {
    return buckets[at];
  }

  long sum(int at) {
    return sums[at];
  }

  /** How many ranges from here and from there on have equal sums. */
  int equalRanges(int at, KeptRanges other, int there) {
    int mismatch = Arrays.mismatch(sums, at, count, other.sums, there, other.count);
    return mismatch < 0 ? count - at : mismatch;
  }
}
