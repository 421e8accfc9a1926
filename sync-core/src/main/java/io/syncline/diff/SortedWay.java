package io.syncline.diff;

import io.syncline.diff.merge.SlabReader;
import io.syncline.diff.merge.TwoWayMerge;

/**
 * Reads both sides in key order, from end to end, side by side.
 *
 * @param reason why, in words
 */
record SortedWay(String reason) implements DiffWay {

  @Override
  public ChosenWay chosen() {
    return new ChosenWay("sorted merge", reason);
  }

  @Override
  public ChosenWay run(DiffJob job) {
    try (SlabReader left = open(Side.LEFT, job.left(), job);
        SlabReader right = open(Side.RIGHT, job.right(), job)) {
      new TwoWayMerge(job.schema(), left, right, job.sink(), job.watch()).run();
    }
    return chosen();
  }

  private static SlabReader open(Side side, RowSource source, DiffJob job) {
    job.watch().check();
    return SlabReader.of(side, job.schema(), source.open(job.schema()), job.limits());
  }
}
