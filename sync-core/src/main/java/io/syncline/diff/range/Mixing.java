package io.syncline.diff.range;

import io.syncline.packed.RowDigest;

/**
 * How rows are put into sums.
 *
 * <p>The digest of a bucket is the sum, modulo 2<sup>64</sup>, of one number per row. A sum does
 * not depend on the order of the rows and can be corrected row by row. Not an exclusive or: there,
 * two equal numbers cancel, so that a pair of rows that appears or vanishes together is not seen.
 * Each number is mixed from key and digest, since where digests came as plain counts or check sums,
 * two rows that trade theirs, or one that goes up while another goes down, would leave the sum
 * alone. The mixer is the finaliser of SplitMix64 (Steele, Lea, Flood, "Fast Splittable
 * Pseudorandom Number Generators", OOPSLA 2014). Two different buckets have equal sums with a
 * chance of 2<sup>-64</sup>.
 */
final class Mixing {

  private Mixing() {}

  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static long ofKey(byte[] bytes, int from, int to) {
    return RowDigest.of(bytes, from, to);
  }

  /** What a row adds to the sum of its bucket. */
  static long addend(long keyDigest, long digest) {
    return mix(digest + mix(keyDigest));
  }
}
