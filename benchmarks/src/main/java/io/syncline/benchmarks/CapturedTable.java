package io.syncline.benchmarks;

import io.syncline.Hub;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A table whose changes are found in one way, and its peer in another database. */
final class CapturedTable implements AutoCloseable {

  private final WorkFolder folder = WorkFolder.create();
  private final TestDatabase left = TestDatabases.postgresql();
  private final TestDatabase right = TestDatabases.postgresql();
  private final CaptureLoad way;
  private final Customers customers;

  /** What the way needs is installed, and nobody follows yet. */
  CapturedTable(CaptureLoad way, int rows) throws SQLException {
    this.way = way;
    this.customers = new Customers(left.dataSource(), CustomerHub.ENTITY);
    customers.create();
    customers.fill(rows);
    customers.settle();
    new Customers(right.dataSource(), CustomerHub.ENTITY).create();
    hub()
        .ifPresent(
            hub -> {
              hub.tracking().install();
              hub.close();
            });
  }

  /**
   * A hub that keeps both tables in agreement until it is closed, in time with {@link
   * CustomerHub#SYNC_EVERY}; both agree when it is given out. Empty where nothing finds changes.
   */
  Optional<Hub> follow() {
    Optional<Hub> hub = hub();
    hub.ifPresent(
        each -> {
          while (!each.sync().settled()) {
            // A run ends after so many rounds, and goes on where it stopped.
          }
          each.start();
        });
    return hub;
  }

  /** A new hub over both tables, which nobody runs yet. Empty where nothing finds changes. */
  Optional<Hub> hub() {
    return way.feed()
        .map(
            feed ->
                CustomerHub.open(
                    folder.path(),
                    feed,
                    Map.of("left", CustomerHub.logged(left), "right", CustomerHub.logged(right))));
  }

  TestDatabase database() {
    return left;
  }

  /** Where its peer is. */
  TestDatabase peer() {
    return right;
  }

  Customers customers() {
    return customers;
  }

  CaptureLoad way() {
    return way;
  }

  @Override
  public void close() {
    left.close();
    right.close();
    folder.close();
  }
}
