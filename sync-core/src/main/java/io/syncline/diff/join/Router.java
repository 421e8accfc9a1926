package io.syncline.diff.join;

/** Tells to which of {@link #WAYS} partitions a key belongs. */
@FunctionalInterface
interface Router {

  /** So many bits of a digest or a key choose the partition. */
  int BITS = 6;

  int WAYS = 1 << BITS;

  /** How often the bits of a digest can split. */
  int LEVELS = Long.SIZE / BITS;

  int partition(byte[] bytes, int from, int to);

  /**
   * By the next bits of the digest.
   *
   * @param level 0 for the topmost bits, below {@link #LEVELS}
   */
  static Router byDigest(KeyDigest digest, int level) {
    int shift = Long.SIZE - BITS * (level + 1);
    return (bytes, from, to) -> (int) (digest.of(bytes, from, to) >>> shift) & (WAYS - 1);
  }

  /**
   * By the bits of the key itself, for keys whose digests do not tell them apart.
   *
   * @param bit the first one, counted from the highest of the key's first byte; behind the key are
   *     zeros
   */
  static Router byKey(long bit) {
    return (bytes, from, to) -> {
      int way = 0;
      for (long at = bit; at < bit + BITS; at++) {
        long place = from + (at >> 3);
        int one = place < to ? bytes[(int) place] >> (7 - (at & 7)) & 1 : 0;
        way = way << 1 | one;
      }
      return way;
    };
  }
}
