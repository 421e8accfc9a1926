package io.syncline.benchmarks;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * All work once, on two fresh databases and a fresh state file. The floor has tables of its own
 * with the same rows, so that neither leaves the other anything to clear up.
 */
final class Round implements AutoCloseable {

  private static final int MOST_SYNCS = 5;

  private final TestDatabase left = TestDatabases.postgresql();
  private final TestDatabase right = TestDatabases.postgresql();
  private final WorkFolder folder = WorkFolder.create();
  private final CaptureLoad way;
  private final int rows;
  private final Map<Work, Measure> measures = new EnumMap<>(Work.class);
  private long stateBytes;

  private Round(CaptureLoad way, int rows) {
    this.way = way;
    this.rows = rows;
  }

  /**
   * What each work took.
   *
   * @param way how the hub finds changes in both databases
   * @throws Disagreement where the two databases were not equal in the end
   */
  static Done run(CaptureLoad way, int rows) throws SQLException {
    try (Round round = new Round(way, rows)) {
      round.floor();
      round.hub();
      return new Done(round.measures, round.stateBytes / rows);
    }
  }

  /**
   * One round.
   *
   * @param stateBytes of the state file and its log, per record
   */
  record Done(Map<Work, Measure> measures, long stateBytes) {}

  private void floor() throws SQLException {
    Customers from = table(left, "floor");
    Customers to = table(right, "floor");
    from.fill(rows);
    Floor floor = new Floor(from, to);
    measure(
        Work.COPY,
        () -> {
          floor.copy();
          return rows;
        });
    equal(Work.COPY, from, to);
    measure(Work.UPSERT, floor::update);
    equal(Work.UPSERT, from, to);
  }

  private void hub() throws SQLException {
    Customers from = table(left, CustomerHub.ENTITY);
    Customers to = table(right, CustomerHub.ENTITY);
    from.fill(rows);
    try (Hub hub = open()) {
      hub.tracking().install();
      measure(
          Work.INITIAL,
          () -> {
            settle(hub, Work.INITIAL);
            return rows;
          });
      equal(Work.INITIAL, from, to);
      measure(
          Work.UPDATE,
          () -> {
            int changed = from.update();
            settle(hub, Work.UPDATE);
            return changed;
          });
      equal(Work.UPDATE, from, to);
      measure(
          Work.BOTH,
          () -> {
            int changed = from.edit(0, rows) + to.edit(1, rows);
            if (!way.showsDeletes()) {
              hub.sweep();
            }
            settle(hub, Work.BOTH);
            return changed;
          });
      equal(Work.BOTH, from, to);
      stateBytes = folder.bytes();
      measure(
          Work.NOTHING,
          () -> {
            settle(hub, Work.NOTHING);
            return 0;
          });
    }
  }

  private static Customers table(TestDatabase database, String name) throws SQLException {
    Customers customers = new Customers(database.dataSource(), name);
    customers.create();
    return customers;
  }

  private Hub open() {
    return CustomerHub.open(
        folder.path(),
        way.feed().orElseThrow(),
        Map.of("left", CustomerHub.logged(left), "right", CustomerHub.logged(right)));
  }

  /** Most often once: a run goes on until nothing moves. */
  private static void settle(Hub hub, Work work) {
    for (int i = 0; i < MOST_SYNCS; i++) {
      SyncReport report = hub.sync();
      if (report.settled()) {
        return;
      }
    }
    throw new Disagreement("must settle: work=" + work.title());
  }

  private static void equal(Work work, Customers left, Customers right) throws SQLException {
    String expected = left.checksum();
    String actual = right.checksum();
    if (!actual.equals(expected)) {
      throw new Disagreement(
          "must be equal: work=" + work.title() + " left=" + expected + " right=" + actual);
    }
  }

  /** What answers how many rows it was about. */
  private interface Step {
    int run() throws SQLException;
  }

  private void measure(Work work, Step step) throws SQLException {
    long began = System.nanoTime();
    int done = step.run();
    measures.put(work, new Measure(done, System.nanoTime() - began));
  }

  @Override
  public void close() {
    left.close();
    right.close();
    folder.close();
  }
}
