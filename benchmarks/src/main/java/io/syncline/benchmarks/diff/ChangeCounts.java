package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.Sides.Differences;
import io.syncline.diff.ChangeKind;
import io.syncline.diff.ChangeSink;
import io.syncline.packed.Slab;

/** Counts changes and keeps none. */
final class ChangeCounts implements ChangeSink {

  private int updated;
  private int fields;
  private int inserted;
  private int deleted;

  @Override
  public void change(ChangeKind kind, Slab left, int l, Slab right, int r, long mask) {
    switch (kind) {
      case INSERT -> inserted++;
      case DELETE -> deleted++;
      case UPDATE -> {
        updated++;
        fields += Long.bitCount(mask);
      }
    }
  }

  Differences differences() {
    return new Differences(updated, fields, inserted, deleted);
  }
}
