package io.syncline.benchmarks.whole;

import io.syncline.diff.Diff;
import io.syncline.diff.RowDiff;
import io.syncline.diff.range.Way;
import io.syncline.jdbc.diff.TableSource;
import java.util.Optional;

/** The diff engine, by one way or by the planner's. */
final class EngineDiff implements Job {

  private final Optional<Way> way;

  EngineDiff(Optional<Way> way) {
    this.way = way;
  }

  @Override
  public long run(Tables tables) {
    RowDiff diff =
        Diff.between(
            TableSource.of(tables.left(), Tables.NAME),
            TableSource.of(tables.right(), Tables.NAME));
    return way.map(diff::by).orElse(diff).counts().changes();
  }
}
