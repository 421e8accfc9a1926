package io.syncline.diff.sketch;

/**
 * SipHash-2-4: 64 bits that nobody foresees who does not know the key. From its specification:
 * Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012. Immutable.
 */
final class SipHash {

  private final long key0;
  private final long key1;

  SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** The hash of the first {@code length} bytes. */
  long of(byte[] bytes, int length) {
    long[] words = new long[(length + Long.BYTES - 1) / Long.BYTES];
    Words.load(bytes, 0, length, words, 0);
    return of(words, 0, length);
  }

  /**
   * The hash of bytes that lie in words, the first byte lowest.
   *
   * @param from the first word
   * @param length how many bytes; what the last word has beyond them must be zero
   */
  long of(long[] words, int from, int length) {
    int whole = length >>> 3;
    int blocks = whole + 1;
    long last = (long) length << 56 ^ ((length & 7) == 0 ? 0 : words[from + whole]);
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    // Two rounds a block; the four closing rounds are those of two blocks of zeros.
    for (int block = 0; block < blocks + 2; block++) {
      long message = block < whole ? words[from + block] : block == whole ? last : 0;
      if (block == blocks) {
        v2 ^= 0xFF;
      }
      v3 ^= message;
      for (int round = 0; round < 2; round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32) + v3;
        v2 += v1;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= message;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
