package io.syncline.diff.sketch;

import java.util.random.RandomGenerator;

/**
 * What both sides of one reconciliation agree on; every batch of cells carries it.
 *
 * @param itemLength the length of every item in bytes, 1 to 64
 * @param seed keys the checksums. Draw it anew for each session, from a source that whoever writes
 *     the records cannot foresee: knowing it beforehand, one could craft items that never decode
 */
public record SketchSession(int itemLength, long seed) {

  /** The greatest length of an item, in bytes. */
  public static final int MOST_ITEM_BYTES = 64;

  public SketchSession {
    if (itemLength < 1 || itemLength > MOST_ITEM_BYTES) {
      throw new IllegalArgumentException(
          "must be 1 to " + MOST_ITEM_BYTES + ": itemLength=" + itemLength);
    }
  }

  /**
   * A session with a seed from {@code random}, best a {@link java.security.SecureRandom}.
   *
   * @param itemLength in bytes
   */
  public static SketchSession drawn(int itemLength, RandomGenerator random) {
    return new SketchSession(itemLength, random.nextLong());
  }

  /** How many longs hold one item. */
  int words() {
    return (itemLength + Long.BYTES - 1) / Long.BYTES;
  }

  SipHash hash() {
    long key = CellSequence.mix(seed + CellSequence.STEP);
    return new SipHash(key, CellSequence.mix(key + CellSequence.STEP));
  }
}
