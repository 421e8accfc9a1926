package io.syncline.diff.range;

/** How a diff of two sides is made. */
public enum Way {
  /** Both sides are read whole, in order, and merged. Costs the same however much differs. */
  FULL_MERGE("reading both sides and merging them"),

  /**
   * Both sides are read whole, as their records lie where that is nearly in order; what ascends is
   * merged, and the rest joined. Costs the same however much differs. Changes come in any order.
   */
  SCAN_ORDER("reading both sides as they lie, merging what ascends and joining the rest"),

  /** Keys and row digests of both sides are merged, then the records that differ are read. */
  ROW_DIGESTS("comparing keys and row digests, then reading what differs"),

  /** Key ranges are digested where they are, then those that differ are read from both sides. */
  RANGE_DIGESTS("comparing digests of key ranges, then reading those that differ"),

  /** One side is read whole and merged with what was kept of the other. */
  KEPT_BASE("reading one side against the kept digests of the other"),

  /** Both sides are read whole, in any order, and joined, spilling to files where need be. */
  UNSORTED("reading both sides and joining them by key");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  /** Whether it reads both sides from end to end. */
  public boolean isWhole() {
    return this == FULL_MERGE || this == SCAN_ORDER || this == UNSORTED;
  }

  /** What is done, in words that follow "by". */
  public String words() {
    return words;
  }
}
