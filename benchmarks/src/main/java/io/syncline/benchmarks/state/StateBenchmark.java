package io.syncline.benchmarks.state;

import io.syncline.benchmarks.DiskSync;
import io.syncline.benchmarks.Machine;
import io.syncline.benchmarks.OwnJvm;
import io.syncline.benchmarks.WorkFolder;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every store of state with the same records, in a JVM of their own. System properties: {@code
 * benchmark.rows}, 100,000 unless given; {@code benchmark.batch}, 5,000 unless given; {@code
 * benchmark.results}, the folder for {@code state.md}.
 */
public final class StateBenchmark {

  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e6;

  private StateBenchmark() {}

  /**
   * Fails where a store does not hold what was written.
   *
   * @param arguments any: run in this JVM
   */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, StateBenchmark.class, "1g", StateBenchmark::run);
  }

  private static void run() throws IOException, SQLException {
    int rows = Integer.getInteger("benchmark.rows", 100_000);
    int batch = Integer.getInteger("benchmark.batch", 5_000);
    List<Trial.Measured> measured = new ArrayList<>();
    long floor;
    DiskSync.on();
    try (WorkFolder folder = WorkFolder.create();
        TestDatabase postgresql = TestDatabases.postgresql();
        TestDatabase mariaDb = TestDatabases.mariadb()) {
      floor = CopyFloor.run(postgresql.dataSource(), rows, batch);
      for (Place place :
          List.of(
              Place.sqlite(Files.createDirectory(folder.path().resolve("sqlite"))),
              Place.postgresql(postgresql),
              Place.mariaDb(mariaDb),
              Place.h2(Files.createDirectory(folder.path().resolve("h2"))))) {
        measured.add(new Trial(place, rows, batch).run());
      }
    }
    publish(report(rows, batch, floor, measured));
  }

  private static String report(int rows, int batch, long floor, List<Trial.Measured> measured) {
    List<String> lines = new ArrayList<>();
    lines.add("# State stores\n");
    lines.add(Machine.describe());
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d records of an image of %d bytes and two links, durable transactions of %,d, one"
                + " thread, one run.\nRaw binary COPY of the same bytes into PostgreSQL:"
                + " %,.0f records/s.\n",
            rows,
            Records.image(Records.record(rows, 0)).length,
            batch,
            perSecond(rows, floor)));
    lines.add(
        "| store | load, records/s | x raw COPY | rewrite by random key | ascending | scan |"
            + " bytes per record | reopen, ms |");
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    measured.forEach(each -> lines.add(line(rows, floor, each)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(int rows, long floor, Trial.Measured each) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.2f | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |",
        each.title(),
        perSecond(rows, each.load()),
        (double) floor / each.load(),
        perSecond(rows, each.rewriteRandom()),
        perSecond(rows, each.rewriteAscending()),
        perSecond(rows, each.scan()),
        each.bytesPerRecord(),
        each.reopen() / MILLIS);
  }

  private static double perSecond(int rows, long nanos) {
    return rows / (nanos / NANOS);
  }

  private static void publish(String report) throws IOException {
    System.out.print(report);
    Optional<Path> results =
        Optional.ofNullable(System.getProperty("benchmark.results")).map(Path::of);
    if (results.isPresent()) {
      Files.createDirectories(results.get());
      Files.writeString(results.get().resolve("state.md"), report);
    }
  }
}
