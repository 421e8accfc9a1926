package io.syncline.examples.quickstart;

import io.syncline.engine.Phase;
import io.syncline.engine.SyncListener;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.util.Locale;

/** One line that moves on a terminal; in a log, a line every so many rows. */
final class ProgressLine implements SyncListener {

  private static final long ROWS_A_LINE = 5_000;

  private final boolean terminal = System.console() != null;
  private long printed;

  @Override
  public void progress(Phase phase, EntityName entity, SystemId system, long rows) {
    String line =
        "  %-6s %s at %s: %,d rows"
            .formatted(phase.name().toLowerCase(Locale.ROOT), entity, system, rows);
    if (terminal) {
      System.out.print("\r" + line + "          \r");
      System.out.flush();
    } else if (rows / ROWS_A_LINE != printed / ROWS_A_LINE) {
      System.out.println(line);
    }
    printed = rows;
  }
}
