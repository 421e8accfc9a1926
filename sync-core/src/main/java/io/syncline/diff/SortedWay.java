package io.syncline.diff;

import io.syncline.diff.merge.SlabReader;
import io.syncline.diff.merge.TwoWayMerge;

/** Reads both sides in key order, from end to end, side by side. */
final class SortedWay implements DiffWay {

  @Override
  public String name() {
    return "sorted merge";
  }

  @Override
  public void run(DiffJob job) {
    try (SlabReader left = open(Side.LEFT, job.left(), job);
        SlabReader right = open(Side.RIGHT, job.right(), job)) {
      new TwoWayMerge(job.schema(), left, right, job.sink(), job.watch()).run();
    }
  }

  private static SlabReader open(Side side, RowSource source, DiffJob job) {
    job.watch().check();
    return SlabReader.of(side, job.schema(), source.open(job.schema()), job.limits());
  }
}
