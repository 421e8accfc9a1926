package io.syncline.benchmarks.whole;

import io.syncline.diff.Diff;
import io.syncline.diff.RowDiff;
import io.syncline.diff.range.Situation.Aim;
import io.syncline.diff.range.Way;
import io.syncline.jdbc.diff.TableSource;
import java.util.Optional;

/**
 * The diff engine, by one way or by the planner's. Ways by digests spare bytes, as they are meant
 * to: here, where both databases are near, time alone would soon switch them to reading all.
 */
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
    RowDiff wished = way.map(each -> each.isWhole() ? diff : diff.sparing(Aim.BYTES)).orElse(diff);
    return way.map(wished::by).orElse(wished).counts().changes();
  }
}
