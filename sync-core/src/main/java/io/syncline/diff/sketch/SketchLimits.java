package io.syncline.diff.sketch;

/**
 * How far one reconciliation may go.
 *
 * @param cells the most cells that a decoder takes and that one batch may claim to hold. It bounds
 *     the decoder's memory beyond its own items, and how long a wrong or hostile sender can keep it
 *     busy. About 1.4 cells decode one difference
 */
public record SketchLimits(int cells) {

  /** No encoder makes and no decoder takes more cells than this. */
  public static final int MOST_CELLS = 1 << 27;

  private static final int DEFAULT_CELLS = 1 << 20;

  public SketchLimits {
    if (cells < 1 || cells > MOST_CELLS) {
      throw new IllegalArgumentException("must be 1 to " + MOST_CELLS + ": cells=" + cells);
    }
  }

  /** Some 700,000 differences; the decoder then takes some 100 MB with items of 16 bytes. */
  public static SketchLimits defaults() {
    return new SketchLimits(DEFAULT_CELLS);
  }
}
