package io.syncline.jdbc.kill;

import io.syncline.Hub;
import io.syncline.engine.SyncListener;
import io.syncline.engine.SyncReport;
import java.nio.file.Path;

/** A host application that syncs for ever, tells each step on a line, and is killed. */
final class Host {

  static final String STEP = "step ";
  static final String END = STEP + "end ";

  private static final int RUNS_PER_SWEEP = 4;

  private Host() {}

  /**
   * Hosts it until it is killed.
   *
   * @param words of a pair, and the state's file
   */
  public static void main(String[] words) {
    SyncListener steps =
        (phase, entity, system, rows) -> say(STEP + phase + " " + system + " " + rows);
    try (Hub hub = Pair.of(words).hub(Path.of(words[words.length - 1]), steps)) {
      for (int run = 1; true; run++) {
        SyncReport report = run % RUNS_PER_SWEEP == 0 ? hub.sweep() : hub.sync();
        say(END + (report.settled() ? "settled" : report.toString().replace('\n', ' ')));
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
