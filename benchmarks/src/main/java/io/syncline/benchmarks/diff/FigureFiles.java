package io.syncline.benchmarks.diff;

/** What a run leaves behind for the table of goals, in the folder of results. */
public final class FigureFiles {

  /** Of whole diffs between two databases. */
  public static final String WHOLE = "diff-whole.properties";

  /** Of an unsorted diff of sides that fit in no heap. */
  public static final String UNSORTED = "diff-unsorted.properties";

  private FigureFiles() {}
}
