package io.syncline.benchmarks;

import io.syncline.Hub;
import io.syncline.testkit.database.TestDatabases;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What finding changes costs the application that makes them: its transactions a second beside
 * those of the same application where nothing finds its changes, in the same round.
 *
 * <p>System properties: {@code benchmark.rows}, 100,000 unless given; {@code benchmark.seconds} of
 * one measurement, 5 unless given; {@code benchmark.rounds}, 3 unless given; {@code
 * benchmark.results}, a file to write the table to. Those of {@link TestDatabases} say which server
 * serves.
 */
public final class CaptureCost {

  private static final List<Writers> WRITERS = List.of(new Writers(1, false), new Writers(4, true));
  private static final String MANY = "one UPDATE of 10,000 rows";
  private static final int MANY_ROWS = 10_000;

  private final int rows = Integer.getInteger("benchmark.rows", 100_000);
  private final Duration lasting = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 5));
  private final int rounds = Integer.getInteger("benchmark.rounds", 3);

  /** By what is measured, then by the way: figures of each round, all of them "more is better". */
  private final Map<String, Map<CaptureLoad, List<Double>>> figures = new LinkedHashMap<>();

  private CaptureCost() {}

  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, CaptureCost.class, "1g", () -> new CaptureCost().run());
  }

  private void run() throws SQLException, InterruptedException, IOException {
    DiskSync.on();
    List<CapturedTable> tables = new ArrayList<>();
    try {
      tables.add(new CapturedTable(CaptureLoad.NOTHING, rows));
      for (CaptureLoad way : CaptureLoad.WAYS) {
        tables.add(new CapturedTable(way, rows));
      }
      for (int round = 0; round <= rounds; round++) {
        System.out.println(round == 0 ? "warm-up round" : "round " + round + " of " + rounds);
        round(tables);
        if (round == 0) {
          figures.clear();
        }
      }
    } finally {
      tables.forEach(CapturedTable::close);
    }
    String text =
        Machine.describe(EndToEnd.database())
            + "\n"
            + String.format(
                Locale.ROOT,
                "%,d rows; medians of %d rounds of %d s each, after one" + " to warm up.\n\n",
                rows,
                rounds,
                lasting.toSeconds())
            + table();
    Results.publish("What finding changes costs the writer", text);
  }

  private void round(List<CapturedTable> tables) throws SQLException, InterruptedException {
    for (Writers writers : WRITERS) {
      for (CapturedTable table : tables) {
        note(writers.title() + ", installed", table, write(writers, table));
      }
    }
    for (CapturedTable table : tables) {
      long began = System.nanoTime();
      table.customers().touch("id <= " + MANY_ROWS);
      note(MANY + ", installed", table, 1e9 / (System.nanoTime() - began));
    }
    for (CapturedTable table : tables) {
      Optional<Hub> hub = table.follow();
      try {
        for (Writers writers : WRITERS) {
          note(writers.title() + ", hub at work", table, write(writers, table));
        }
      } finally {
        hub.ifPresent(Hub::close);
      }
    }
  }

  private double write(Writers writers, CapturedTable table)
      throws SQLException, InterruptedException {
    return writers.write(table.database().dataSource(), rows, lasting);
  }

  private void note(String what, CapturedTable table, double figure) {
    figures
        .computeIfAbsent(what, name -> new HashMap<>())
        .computeIfAbsent(table.way(), name -> new ArrayList<>())
        .add(figure);
    System.out.printf(Locale.ROOT, "  %s, %s: %,.1f/s%n", what, table.way().title(), figure);
  }

  private String table() {
    StringBuilder table = new StringBuilder("| what the application does | nothing, a second |");
    StringBuilder line = new StringBuilder("| --- | ---: |");
    for (CaptureLoad way : CaptureLoad.WAYS) {
      table.append(' ').append(way.title()).append(" |");
      line.append(" ---: |");
    }
    table.append('\n').append(line).append('\n');
    figures.forEach(
        (what, byWay) -> {
          table.append(
              String.format(
                  Locale.ROOT, "| %s | %,.1f |", what, median(of(byWay, CaptureLoad.NOTHING))));
          for (CaptureLoad way : CaptureLoad.WAYS) {
            table.append(String.format(Locale.ROOT, " %.2f |", kept(byWay, way)));
          }
          table.append('\n');
        });
    return table.toString();
  }

  /** The median of the shares of what it does with nothing, each of one round. */
  private static double kept(Map<CaptureLoad, List<Double>> byWay, CaptureLoad way) {
    List<Double> with = of(byWay, way);
    List<Double> without = of(byWay, CaptureLoad.NOTHING);
    List<Double> shares = new ArrayList<>();
    for (int round = 0; round < with.size(); round++) {
      shares.add(with.get(round) / without.get(round));
    }
    return median(shares);
  }

  private static List<Double> of(Map<CaptureLoad, List<Double>> byWay, CaptureLoad way) {
    return byWay.getOrDefault(way, List.of());
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
