package io.syncline.spi;

/**
 * What a system computed of the records in a range.
 *
 * @param count how many there are
 * @param digest the sum, modulo 2<sup>64</sup>, of the records' 64 bit digests; 0 for none. A sum,
 *     since it does not depend on their order and pairs do not cancel
 */
public record RangeDigest(KeyRange range, long count, long digest) {

  public RangeDigest {
    if (count < 0) {
      throw new IllegalArgumentException("must be >= 0: count=" + count);
    }
  }

  /** Whether the ranges hold, as far as digests tell, equal records. */
  public boolean agrees(RangeDigest other) {
    return count == other.count && digest == other.digest;
  }
}
