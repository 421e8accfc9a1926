package io.syncline.diff.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.DiffWatch;
import io.syncline.diff.RowSource.Order;
import io.syncline.diff.join.ScanOrderDiff.Reading;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Diffs random sides that lie in some order, and compares to what a map of keys tells. */
public final class ScanOrderCheck implements Runnable {

  private static final int ROWS = 1_500;

  @Override
  public void run() {
    try {
      Path folder = Files.createTempDirectory("scan-order");
      try {
        for (Disorder disorder : Disorder.values()) {
          check(Budget.AMPLE, folder, Sample.NUMBERED, disorder, 1);
          check(Budget.TINY, folder, Sample.NAMED, disorder, 2);
        }
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(Budget budget, Path folder, PackedSchema schema, Disorder disorder, long seed) {
    Random random = new Random(seed);
    Sample sample = new Sample(schema, random);
    List<Row> all = sample.rows(ROWS);
    List<Row> left = disorder.of(schema, sample.edited(all), random);
    List<Row> right = Disorder.LATER_ONES_IN_HOLES.of(schema, sample.edited(all), random);
    List<Row> inOrder = Disorder.sorted(schema, right);

    String what = "%s, %s, %s, seed %d".formatted(budget, schema, disorder, seed);
    check(
        what,
        budget,
        folder,
        schema,
        left,
        new Reading(() -> new RowListCursor(schema, right), Order.UNSORTED),
        right);
    check(
        what,
        budget,
        folder,
        schema,
        left,
        new Reading(() -> new RowListCursor(schema, inOrder), Order.SORTED),
        inOrder);
  }

  private static void check(
      String what,
      Budget budget,
      Path folder,
      PackedSchema schema,
      List<Row> left,
      Reading other,
      List<Row> right) {
    Changes changes = new Changes(schema);
    DiffWatch watch = DiffWatch.none();

    ScanCounts counts =
        budget
            .scanOrder(schema, folder, watch)
            .run(
                new Reading(() -> new RowListCursor(schema, left), Order.UNSORTED), other, changes);

    assertThat(changes.wrong(left, right)).as(what).isEmpty();
    assertThat(counts.left()).as(what).isEqualTo(left.size());
    assertThat(counts.right()).as(what).isEqualTo(right.size());
    assertThat(folder).as(what).isEmptyDirectory();
  }
}
