package io.syncline.diff;

import io.syncline.diff.join.UnsortedDiff;

/**
 * Reads both sides in any order, spreads them over partitions, and joins those.
 *
 * @param reason why, in words
 */
record UnsortedWay(String reason) implements DiffWay {

  @Override
  public ChosenWay chosen() {
    return new ChosenWay("unsorted join", reason);
  }

  @Override
  public ChosenWay run(DiffJob job) {
    job.watch().check();
    try (RowCursor left = job.left().open(job.schema())) {
      job.watch().check();
      try (RowCursor right = job.right().open(job.schema())) {
        new UnsortedDiff(job.schema(), job.limits(), job.watch()).run(left, right, job.sink());
      }
    }
    return chosen();
  }
}
