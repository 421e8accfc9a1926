package io.syncline.benchmarks.whole;

import io.syncline.benchmarks.Machine;
import io.syncline.benchmarks.OwnJvm;
import io.syncline.benchmarks.diff.FigureFiles;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whole diffs of two tables in two PostgreSQL databases, from no difference to all rows. Each
 * contestant runs in a JVM of its own, in rounds, so that what the machine does meanwhile falls on
 * all of them; what is printed are medians. See README.md of this module for the properties.
 */
public final class WholeDiffBenchmark {

  private static final int ROWS = 1_000_000;
  private static final int ROUNDS = 3;
  private static final int WARMUPS = 1;

  /** Of the process that starts the servers and the contestants. */
  private static final String HEAP = "256m";

  private WholeDiffBenchmark() {}

  /** Fails where a contestant does not find just the rows that differ. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, WholeDiffBenchmark.class, HEAP, WholeDiffBenchmark::run);
  }

  private static void run() throws IOException, SQLException, InterruptedException {
    int rows = Integer.getInteger("benchmark.rows", ROWS);
    int rounds = Integer.getInteger("benchmark.rounds", ROUNDS);
    Path folder = Path.of(System.getProperty("benchmark.results", "benchmarks/target/diff"));
    Figures figures = new Figures(rows);
    try (TestDatabase left = TestDatabases.postgresql();
        TestDatabase right = TestDatabases.postgresql()) {
      fill(left, rows);
      fill(right, rows);
      for (Share share : Share.values()) {
        change(right, share.everyKey(rows));
        measure(new Fork(url(left), url(right), WARMUPS, 1), share, rounds, figures, rows);
      }
      write(folder, figures, rows, rounds);
    }
  }

  private static void measure(Fork fork, Share share, int rounds, Figures figures, int rows)
      throws IOException, InterruptedException {
    Map<Contestant, List<Run>> runs = new EnumMap<>(Contestant.class);
    for (int round = 0; round < rounds; round++) {
      for (Contestant contestant : Contestant.values()) {
        for (Run run : fork.run(contestant)) {
          if (run.different() >= 0 && run.different() != share.of(rows)) {
            throw new IllegalStateException(
                "must find "
                    + share.of(rows)
                    + ": job="
                    + contestant
                    + " found="
                    + run.different());
          }
          runs.computeIfAbsent(contestant, each -> new ArrayList<>()).add(run);
        }
      }
      System.out.println(share.title() + ": round " + (round + 1) + " of " + rounds);
    }
    runs.forEach((contestant, all) -> figures.add(share, contestant, Run.median(all)));
  }

  private static void fill(TestDatabase database, int rows) throws SQLException {
    execute(
        database,
        "create table customer (id bigint primary key, name text not null, email text not null,"
            + " phone text, balance numeric(12,2) not null, status text not null,"
            + " updated_at timestamptz not null, notes text)",
        "insert into customer select n, 'Customer ' || md5(n::text), 'customer' || n ||"
            + " '@example.org', '+86 138 ' || lpad((n * 7919 % 100000000)::text, 8, '0'),"
            + " (n * 104729 % 100000000)::numeric / 100,"
            + " case n % 4 when 0 then 'blocked' else 'active' end,"
            + " timestamptz '2025-01-01 00:00:00Z' + n % 31536000 * interval '1.000001 seconds',"
            + " left(md5((n + 1)::text) || ' ' || md5((n + 2)::text), 40 + (n % 25)::int)"
            + " from generate_series(1::bigint, "
            + rows
            + ") n",
        "vacuum analyze customer");
  }

  private static void change(TestDatabase database, int everyKey) throws SQLException {
    if (everyKey > 0) {
      execute(
          database,
          "update customer set balance = balance + 1000000, notes = 'changed' where id % "
              + everyKey
              + " = 0 and notes <> 'changed'",
          "vacuum full analyze customer");
    }
  }

  private static void execute(TestDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static String url(TestDatabase database) {
    String url = database.jdbcUrl();
    return url
        + (url.contains("?") ? "&" : "?")
        + "user="
        + database.user()
        + "&password="
        + database.password();
  }

  private static void write(Path folder, Figures figures, int rows, int rounds) throws IOException {
    String text =
        Machine.describe("PostgreSQL")
            + String.format(
                "%n%,d rows a side in two databases of one server; medians of %d rounds, each in a"
                    + " JVM of its own after one run to warm up.%n%n",
                rows, rounds)
            + String.join("\n\n", figures.seconds(), figures.megabytes(), figures.heap())
            + "\n\nThe planner's choice over the best way (regret): "
            + figures.regret()
            + "\n";
    System.out.println(text);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("diff-whole.md"), "# Whole diffs\n\n" + text);
    try (Writer writer = Files.newBufferedWriter(folder.resolve(FigureFiles.WHOLE))) {
      figures.goals().store(writer, null);
    }
  }
}
