package io.syncline.diff.range;

/** How a diff of two sides is made. */
public enum Way {
  /** Both sides are read whole, in order, and merged. Costs the same however much differs. */
  FULL_MERGE("reading both sides and merging them"),

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

  /** What is done, in words that follow "by". */
  public String words() {
    return words;
  }
}
