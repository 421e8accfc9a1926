package io.syncline.benchmarks.diff;

import java.util.SplittableRandom;

/**
 * An order of places that needs no memory: a Feistel network of four rounds over the next power of
 * four, walked until it hits a place there is (Black and Rogaway, "Ciphers with arbitrary finite
 * domains", 2002).
 */
final class Permutation {

  private static final int ROUNDS = 4;

  private final int size;
  private final int halfBits;
  private final long[] keys;

  Permutation(int size, long seed) {
    this.size = size;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(size - 1, 1));
    this.halfBits = (bits + 1) / 2;
    this.keys = new SplittableRandom(seed).longs(ROUNDS).toArray();
  }

  /** Each place below the size once, in an order that follows from the seed. */
  int at(int place) {
    int at = place;
    do {
      at = mix(at);
    } while (at >= size || at < 0);
    return at;
  }

  private int mix(int value) {
    int mask = (1 << halfBits) - 1;
    int left = value >>> halfBits;
    int right = value & mask;
    for (long key : keys) {
      long mixed = (right + key) * 0x9E37_79B9_7F4A_7C15L;
      int next = left ^ ((int) (mixed >>> 40) & mask);
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }
}
