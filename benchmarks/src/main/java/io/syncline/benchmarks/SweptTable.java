package io.syncline.benchmarks;

import static io.syncline.jdbc.DigestFeed.digest;

import io.syncline.Hub;
import io.syncline.benchmarks.whole.Wire;
import io.syncline.engine.SyncReport;
import io.syncline.jdbc.JdbcAdapter;
import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.KeyRange;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** A table in a database of its own, a hub that sweeps it by digest, and what that costs. */
final class SweptTable implements AutoCloseable {

  private static final int ROUNDS = 5;
  private static final Duration CALL = Duration.ofMinutes(5);
  private static final Limits PAGES = new Limits(5_000, CALL);

  private final TestDatabase database = TestDatabases.postgresql();
  private final WorkFolder folder = WorkFolder.create();
  private final PGSimpleDataSource counted = new PGSimpleDataSource();
  private final Customers customers;
  private final int rows;

  /** What one work took: time, and bytes in both directions. */
  private record Cost(String work, long rows, double seconds, long bytes) {}

  SweptTable(int rows) throws SQLException {
    this.rows = rows;
    this.customers = new Customers(database.dataSource(), CustomerHub.ENTITY);
    counted.setUrl(database.jdbcUrl());
    counted.setUser(database.user());
    counted.setPassword(database.password());
    counted.setSocketFactory(Wire.class.getName());
  }

  String machine() throws SQLException {
    return Machine.describe("PostgreSQL " + customers.ask("show server_version"))
        + "\nMedians of "
        + ROUNDS
        + ", all in one process; what is changed, is changed between rounds.";
  }

  /** The table of all costs. */
  String measure() throws SQLException {
    customers.create();
    customers.fill(rows);
    customers.settle();
    List<Cost> costs = new ArrayList<>();
    try (Adapter adapter = JdbcAdapter.on(counted).open(AdapterContext.of(SystemClock.get()));
        Hub hub = open()) {
      Dataset dataset =
          adapter.dataset(
              DatasetSpec.of(CustomerHub.ENTITY).withKey("id").withOptions(digest().options()));
      costs.add(once("first sync: listing, then a sweep of all ranges", rows, () -> sync(hub)));
      costs.add(median("floor: one digest of the whole table", 0, () -> whole(dataset)));
      costs.add(median("read all rows, page by page, thrown away", rows, () -> scan(dataset)));
      costs.add(median("sweep, nothing changed", 0, () -> sync(hub)));
      costs.add(changed(hub, "sweep, 0.1 % changed, scattered", "id % 1000 = "));
      costs.add(changed(hub, "sweep, 0.1 % changed, side by side", "id / " + rows / 1000 + " = "));
    }
    return table(costs);
  }

  private Hub open() {
    return CustomerHub.open(folder.path(), digest(), Map.of("shop", JdbcAdapter.on(counted)));
  }

  private static void sync(Hub hub) {
    SyncReport report = hub.sync();
    if (!report.settled()) {
      throw new Disagreement("must settle: report=" + report);
    }
  }

  private static void whole(Dataset dataset) {
    dataset.rangeDigester().orElseThrow().digest(List.of(KeyRange.all()), CALL);
  }

  private static void scan(Dataset dataset) {
    ScanPage page = dataset.scanner().orElseThrow().start(PAGES);
    while (page.next().isPresent()) {
      page = dataset.scanner().orElseThrow().resume(page.next().get(), PAGES);
    }
  }

  private Cost changed(Hub hub, String work, String which) throws SQLException {
    List<Cost> costs = new ArrayList<>();
    long touched = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      touched = customers.touch(which + round);
      costs.add(once(work, touched, () -> sync(hub)));
    }
    return median(costs);
  }

  private static Cost median(String work, long rows, Runnable step) {
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      costs.add(once(work, rows, step));
    }
    return median(costs);
  }

  private static Cost median(List<Cost> costs) {
    costs.sort(Comparator.comparingDouble(Cost::seconds));
    return costs.get(costs.size() / 2);
  }

  private static Cost once(String work, long rows, Runnable step) {
    long before = Wire.bytesRead() + Wire.bytesSent();
    long began = System.nanoTime();
    step.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    Cost cost = new Cost(work, rows, seconds, Wire.bytesRead() + Wire.bytesSent() - before);
    System.out.println(cost);
    return cost;
  }

  private static String table(List<Cost> costs) {
    double floor =
        costs.stream()
            .filter(each -> each.work().startsWith("floor"))
            .findFirst()
            .orElseThrow()
            .seconds();
    StringBuilder table =
        new StringBuilder("| work | rows | seconds | x floor | KB over the wire |\n");
    table.append("| --- | ---: | ---: | ---: | ---: |\n");
    for (Cost cost : costs) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %.2f | %.2f | %,.1f |%n",
              cost.work(),
              cost.rows(),
              cost.seconds(),
              cost.seconds() / floor,
              cost.bytes() / 1e3));
    }
    return table.toString();
  }

  @Override
  public void close() {
    database.close();
    folder.close();
  }
}
