package io.syncline.benchmarks;

import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two PostgreSQL databases, strangers to each other, brought into agreement by a hub that keeps its
 * state in a SQLite file; beside it, in the same run, the floor: a plain COPY from one to the
 * other.
 *
 * <p>System properties: {@code benchmark.rows}, 20,000 unless given; {@code benchmark.rounds}, 3
 * unless given; {@code benchmark.feed}, how changes are found, {@code polling} unless given; {@code
 * benchmark.results}, a file to write the table to. Those of {@link TestDatabases} say which server
 * serves.
 */
public final class EndToEnd {

  private static final int ROUNDS = 3;
  private static final int DEFAULT_ROWS = 20_000;

  private EndToEnd() {}

  /** Exits with 1 where the databases did not agree after a work. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, EndToEnd.class, "1g", EndToEnd::run);
  }

  private static void run() throws SQLException, IOException {
    int rows = Integer.getInteger("benchmark.rows", DEFAULT_ROWS);
    CaptureLoad way = CaptureLoad.named(System.getProperty("benchmark.feed", "polling"));
    DiskSync.on();
    String machine = Machine.describe(database());
    int count = Integer.getInteger("benchmark.rounds", ROUNDS);
    List<Round.Done> rounds = new ArrayList<>();
    try {
      System.out.println("warm-up round");
      Round.run(way, rows);
      Machine.forgetPeak();
      for (int i = 1; i <= count; i++) {
        System.out.println("round " + i + " of " + count);
        rounds.add(Round.run(way, rows));
      }
    } catch (Disagreement e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
    String text = text(machine, way, rounds);
    Results.publish("End to end", text);
  }

  private static String text(String machine, CaptureLoad way, List<Round.Done> rounds) {
    String table = new Figures(rounds.stream().map(Round.Done::measures).toList()).table();
    return machine
        + "\nChanges found by "
        + way.title()
        + ". Medians of "
        + rounds.size()
        + " rounds after one to warm up, all in one process. Checksums were equal after each work."
        + "\n\n"
        + table
        + "\n\nPeak heap: "
        + Machine.peakHeap()
        + ", garbage included; peak resident: "
        + Machine.peakResident()
        + ". State: "
        + rounds.get(rounds.size() - 1).stateBytes()
        + " bytes a record, the log included.\n";
  }

  /** The server's version, and whether its commits reach the disk. */
  static String database() throws SQLException {
    try (TestDatabase database = TestDatabases.postgresql()) {
      Customers asked = new Customers(database.dataSource(), "none");
      return "PostgreSQL "
          + asked.ask("show server_version")
          + " (fsync "
          + asked.ask("show fsync")
          + ")";
    }
  }
}
