package io.syncline.examples.quickstart;

import io.syncline.engine.Phase;
import io.syncline.engine.SyncListener;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Says how a long phase goes on: a line every so many rows. */
final class ProgressLine implements SyncListener {

  private static final long ROWS_A_LINE = 5_000;

  private final Map<Phase, Long> lines = new EnumMap<>(Phase.class);

  @Override
  public void progress(Phase phase, EntityName entity, SystemId system, long rows) {
    long line = rows / ROWS_A_LINE;
    Long before = lines.put(phase, line);
    if (line > 0 && (before == null || before != line)) {
      System.out.printf(
          "  %s %s at %s: %,d rows%n",
          phase.name().toLowerCase(Locale.ROOT), entity, system, line * ROWS_A_LINE);
    }
  }
}
