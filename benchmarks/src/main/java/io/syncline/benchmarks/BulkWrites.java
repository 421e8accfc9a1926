package io.syncline.benchmarks;

import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How rows get into a statement of PostgreSQL that writes many and returns what was stored: as
 * arrays of texts, which is how {@code sync-jdbc} sends them, or by a COPY into a temporary table.
 * Otherwise the statements are the same.
 *
 * <p>System properties: {@code benchmark.rows}, 100,000 unless given; {@code benchmark.rounds}, 3
 * unless given; {@code benchmark.results}, a file to write the table to.
 */
public final class BulkWrites {

  private static final int[] ROWS_A_STATEMENT = {100, 1_000, 5_000, 20_000};

  private BulkWrites() {}

  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, BulkWrites.class, "512m", BulkWrites::run);
  }

  private static void run() throws SQLException, IOException {
    int rows = Integer.getInteger("benchmark.rows", 100_000);
    int rounds = Integer.getInteger("benchmark.rounds", 3);
    DiskSync.on();
    List<String> lines = new ArrayList<>();
    lines.add(Machine.describe(EndToEnd.database()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rows, a commit after each statement; medians of %d rounds after one to warm up."
                + " The last two columns: how many times as long the COPY into a temporary table"
                + " takes.%n",
            rows,
            rounds));
    lines.add("| rows a statement | arrays, inserted/s | arrays, updated/s | insert | update |");
    lines.add("| ---: | ---: | ---: | ---: | ---: |");
    try (TestDatabase database = TestDatabases.postgresql();
        Connection connection = database.dataSource().getConnection()) {
      SentRows sent = SentRows.made(new Customers(database.dataSource(), "source"), rows);
      BulkTarget target = new BulkTarget(connection, sent);
      for (int atOnce : ROWS_A_STATEMENT) {
        System.out.println(atOnce + " rows a statement");
        lines.add(line(atOnce, rows, rounds(target, atOnce, rounds)));
      }
    }
    String text = String.join("\n", lines) + "\n";
    Results.publish("Bulk writes", text);
  }

  private static List<BulkTarget.Took> rounds(BulkTarget target, int atOnce, int rounds)
      throws SQLException {
    target.round(atOnce);
    List<BulkTarget.Took> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      all.add(target.round(atOnce));
    }
    return all;
  }

  private static String line(int atOnce, int rows, List<BulkTarget.Took> rounds) {
    return String.format(
        Locale.ROOT,
        "| %,d | %,.0f | %,.0f | %.2f | %.2f |",
        atOnce,
        median(rounds.stream().map(each -> rows / each.insertByArrays()).toList()),
        median(rounds.stream().map(each -> rows / each.updateByArrays()).toList()),
        median(rounds.stream().map(each -> each.insertByCopy() / each.insertByArrays()).toList()),
        median(rounds.stream().map(each -> each.updateByCopy() / each.updateByArrays()).toList()));
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
