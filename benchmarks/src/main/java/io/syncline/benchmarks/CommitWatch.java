package io.syncline.benchmarks;

import io.syncline.Hub;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes at one database, keeps a hub running, and watches the other one. */
final class CommitWatch implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final CapturedTable table;
  private final int commits;
  private final int rate;
  private final long[] committed;
  private final long[] seen;

  CommitWatch(CaptureLoad way, int commits, int rate) throws SQLException {
    this.table = new CapturedTable(way, commits);
    this.commits = commits;
    this.rate = rate;
    this.committed = new long[commits + 1];
    this.seen = new long[commits + 1];
  }

  /**
   * Milliseconds from a commit to its sight, sorted, the first third left out.
   *
   * @throws Disagreement if not all were seen in time
   */
  double[] run() throws SQLException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    try (Hub hub = table.hub().orElseThrow()) {
      hub.sync();
      Thread syncing = new Thread(() -> sync(hub, over), "latency-hub");
      syncing.start();
      ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor();
      ScheduledFuture<?> updates = write(writing);
      boolean all = look();
      updates.cancel(false);
      over.set(true);
      writing.shutdownNow();
      syncing.join();
      if (!all) {
        throw new Disagreement(
            "must be seen within "
                + LIMIT
                + ": feed="
                + table.way().title()
                + " commits="
                + commits);
      }
    }
    return millis();
  }

  private static void sync(Hub hub, AtomicBoolean over) {
    while (!over.get()) {
      hub.sync();
    }
  }

  private ScheduledFuture<?> write(ScheduledExecutorService writing) {
    AtomicInteger last = new AtomicInteger();
    long period = TimeUnit.SECONDS.toNanos(1) / rate;
    return writing.scheduleAtFixedRate(
        () -> {
          int id = last.incrementAndGet();
          if (id <= commits) {
            commit(id);
          }
        },
        period,
        period,
        TimeUnit.NANOSECONDS);
  }

  private void commit(int id) {
    try (Connection connection = table.database().dataSource().getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update customer set status = 'seen', updated_at = clock_timestamp()"
                    + " where id = ?")) {
      update.setLong(1, id);
      update.executeUpdate();
      committed[id] = System.nanoTime();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether all were seen in time. */
  private boolean look() throws SQLException {
    long end = System.nanoTime() + LIMIT.toNanos();
    int found = 0;
    try (Connection connection = table.peer().dataSource().getConnection();
        PreparedStatement query =
            connection.prepareStatement("select id from customer where status = 'seen'")) {
      while (found < commits && System.nanoTime() < end) {
        ResultSet rows = query.executeQuery();
        long now = System.nanoTime();
        while (rows.next()) {
          int id = rows.getInt(1);
          if (seen[id] == 0) {
            seen[id] = now;
            found++;
          }
        }
      }
    }
    return found == commits;
  }

  private double[] millis() {
    double[] millis = new double[commits - commits / 3];
    for (int i = 0; i < millis.length; i++) {
      int id = commits / 3 + 1 + i;
      millis[i] = Math.max(0, seen[id] - committed[id]) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  @Override
  public void close() {
    table.close();
  }
}
