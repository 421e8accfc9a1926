package io.syncline.diff.sketch;

/**
 * Which cells hold an item: a rising sequence of indexes that begins with 0 and that the item's
 * checksum determines, so both sides walk it alike.
 *
 * <p>Index n is in the sequence with probability 2 / (n + 2), independently. Whoever stands at i
 * and asks for the next index need not toss a coin per cell: the chance that none of the j cells
 * behind i holds the item telescopes to
 *
 * <pre>{@code (i+1)(i+2) / ((i+j+1)(i+j+2))}</pre>
 *
 * so with u uniform in (0, 1] the next index is the least i+j for which this is at most u, which is
 * a quadratic equation in j. (The paper solves it approximately, as (i + 1.5)(1/sqrt(u) - 1); the
 * exact root takes as many operations.) Division, square root and rounding are exact in Java on
 * every machine, and with them the sequence. It is part of the wire format.
 *
 * <p>The uniform numbers come from SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom
 * Number Generators", OOPSLA 2014), started at the checksum.
 */
final class CellSequence {

  /** What a state grows by with each number drawn. */
  static final long STEP = 0x9E3779B97F4A7C15L;

  private static final double UNIT = 0x1.0p-53;

  private CellSequence() {}

  /** The number that belongs to a state. */
  static long mix(long state) {
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /**
   * The index behind {@code index}.
   *
   * @param random 64 uniform bits
   * @return {@link Integer#MAX_VALUE} for all that are greater
   */
  static int after(int index, long random) {
    double uniform = ((random >>> 11) + 1) * UNIT;
    double root = Math.sqrt((index + 1.0) * (index + 2.0) / uniform + 0.25);
    return Math.max(index + 1, (int) Math.ceil(root - 1.5));
  }

  /** How many of {@code items} the cell at {@code index} is expected to hold. */
  static long expected(int items, int index) {
    long divisor = index + 2L;
    return (2L * items + divisor / 2) / divisor;
  }
}
