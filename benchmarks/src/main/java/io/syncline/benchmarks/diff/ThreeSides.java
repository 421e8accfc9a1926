package io.syncline.benchmarks.diff;

import java.util.List;

/** Two tables that were both edited since they agreed, and what they agreed on. Key order. */
record ThreeSides(List<Customer> base, List<Customer> left, List<Customer> right, Edits expected) {

  /**
   * What a right answer finds, counted in fields.
   *
   * @param onlyLeft edited on the left alone
   * @param onlyRight edited on the right alone
   * @param alike edited on both, to the same value
   * @param conflicts edited on both, to different values
   */
  record Edits(int onlyLeft, int onlyRight, int alike, int conflicts) {

    static final Edits NONE = new Edits(0, 0, 0, 0);
  }
}
