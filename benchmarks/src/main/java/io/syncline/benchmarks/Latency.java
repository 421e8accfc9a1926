package io.syncline.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a commit takes to the other side, for each way of finding changes: single updates at a
 * steady rate in one database, a hub that never rests, and somebody who looks at the other database
 * all the time. From the answer to the commit to the first look that shows it.
 *
 * <p>System properties: {@code benchmark.commits}, 1,500 unless given; {@code benchmark.rate} a
 * second, 50 unless given; {@code benchmark.results}, a file to write the table to. The first third
 * is not counted.
 */
public final class Latency {

  private Latency() {}

  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, Latency.class, "512m", Latency::run);
  }

  private static void run() throws IOException, SQLException, InterruptedException {
    int commits = Integer.getInteger("benchmark.commits", 1_500);
    int rate = Integer.getInteger("benchmark.rate", 50);
    DiskSync.on();
    List<String> lines = new ArrayList<>();
    lines.add(Machine.describe(EndToEnd.database()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%n%,d single commits at %d a second, the first third not counted: milliseconds until"
                + " the other database showed them.%n",
            commits,
            rate));
    lines.add("| feed | p50 | p95 | p99 | most |");
    lines.add("| --- | ---: | ---: | ---: | ---: |");
    for (CaptureLoad way : CaptureLoad.WAYS) {
      System.out.println(way.title());
      try (CommitWatch watch = new CommitWatch(way, commits, rate)) {
        lines.add(line(way, watch.run()));
      }
    }
    String text = String.join("\n", lines) + "\n";
    Results.publish("Latency", text);
  }

  private static String line(CaptureLoad way, double[] sorted) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f |",
        way.title(),
        at(sorted, 0.5),
        at(sorted, 0.95),
        at(sorted, 0.99),
        sorted[sorted.length - 1]);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
