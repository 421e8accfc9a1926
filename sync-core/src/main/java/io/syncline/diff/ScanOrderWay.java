package io.syncline.diff;

import io.syncline.diff.RowSource.Order;
import io.syncline.diff.join.ScanCounts;
import io.syncline.diff.join.ScanOrderDiff;
import io.syncline.diff.join.ScanOrderDiff.Reading;
import io.syncline.packed.PackedSchema;

/**
 * Reads both sides from end to end, as their records lie where they can be read so; else in key
 * order.
 *
 * @param reason why, in words
 */
record ScanOrderWay(String reason) implements DiffWay {

  @Override
  public ChosenWay chosen() {
    return new ChosenWay("merge in scan order", reason);
  }

  @Override
  public ChosenWay run(DiffJob job) {
    ScanCounts counts =
        new ScanOrderDiff(job.schema(), job.limits(), job.watch())
            .run(reading(job.left(), job.schema()), reading(job.right(), job.schema()), job.sink());
    return new ChosenWay(
        chosen().name(),
        reason
            + "; out of order were "
            + counts.leftStrays()
            + " rows of LEFT and "
            + counts.rightStrays()
            + " of RIGHT");
  }

  private static Reading reading(RowSource side, PackedSchema schema) {
    return ScannedSource.of(side, schema)
        .map(scanned -> new Reading(() -> scanned.scan(schema), Order.UNSORTED))
        .orElseGet(() -> new Reading(() -> side.open(schema), Order.SORTED));
  }
}
