package io.syncline.packed;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * 64 bit digests of packed rows: komihash 5.0, as implemented by hash4j. Rows with different
 * digests differ; rows with equal digests are equal but for one pair in 2<sup>64</sup>, so whoever
 * must not be wrong compares their bytes. Not meant against an adversary.
 */
public final class RowDigest {

  private static final Hasher64 HASHER = Hashing.komihash5_0();

  private RowDigest() {}

  public static long of(byte[] bytes) {
    return HASHER.hashBytesToLong(bytes, 0, bytes.length);
  }

  public static long of(byte[] bytes, int from, int to) {
    return HASHER.hashBytesToLong(bytes, from, to - from);
  }

  /** Of a whole row, its key included. */
  public static long ofRow(Slab slab, int row) {
    return of(slab.bytes(), slab.start(row), slab.end(row));
  }

  public static long ofKey(Slab slab, int row) {
    return of(slab.bytes(), slab.start(row), slab.keyEnd(row));
  }
}
