package io.syncline.diff.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.DiffWatch;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Diffs random sides, and compares what is found to what a map of keys tells. */
public final class UnsortedCheck implements Runnable {

  static final KeyDigest ONE = (bytes, from, to) -> 42;
  static final KeyDigest HIGH_BITS =
      (bytes, from, to) -> RowDigest.of(bytes, from, to) & 0xFL << 60;
  static final KeyDigest LOW_BITS = (bytes, from, to) -> RowDigest.of(bytes, from, to) & 0xF;

  private static final int ROWS = 1_500;

  @Override
  public void run() {
    try {
      Path folder = Files.createTempDirectory("unsorted");
      try {
        run(folder);
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Path folder) {
    for (Budget budget : new Budget[] {Budget.AMPLE, Budget.TINY}) {
      check(budget, folder, Sample.NUMBERED, RowDigest::of, 1);
      check(budget, folder, Sample.NAMED, RowDigest::of, 2);
      checkCollisions(budget, folder, 3);
    }
  }

  static void checkCollisions(Budget budget, Path folder, long seed) {
    check(budget, folder, Sample.NUMBERED, ONE, seed);
    check(budget, folder, Sample.NUMBERED, HIGH_BITS, seed);
    check(budget, folder, Sample.NAMED, LOW_BITS, seed);
  }

  static void check(Budget budget, Path folder, PackedSchema schema, KeyDigest digest, long seed) {
    Sample sample = new Sample(schema, new Random(seed));
    List<Row> all = sample.rows(ROWS);
    List<Row> left = sample.edited(all);
    List<Row> right = sample.edited(all);
    Changes changes = new Changes(schema);

    SpillSummary summary =
        budget
            .diff(schema, folder, digest, DiffWatch.none())
            .run(new RowListCursor(schema, left), new RowListCursor(schema, right), changes);

    assertThat(changes.wrong(left, right)).as("%s, %s, seed %d", budget, schema, seed).isEmpty();
    assertThat(folder).as("seed %d", seed).isEmptyDirectory();
    assertThat(summary.memoryBytes()).as("seed %d", seed).isLessThan(budget.bytes + 16_000L);
  }
}
