package io.syncline.benchmarks;

import io.syncline.Hub;
import io.syncline.jdbc.LogFeed;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a commit takes to the other side: single updates at a steady rate in one database, a hub
 * that follows both by their logs and never rests, and somebody who looks at the other database all
 * the time. From the answer to the commit to the first look that shows it.
 *
 * <p>System properties: {@code benchmark.commits}, 1,500 unless given; {@code benchmark.rate} a
 * second, 50 unless given. The first third is not counted.
 */
public final class Latency {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final TestDatabase left = TestDatabases.postgresql();
  private final TestDatabase right = TestDatabases.postgresql();
  private final int commits = Integer.getInteger("benchmark.commits", 1_500);
  private final int rate = Integer.getInteger("benchmark.rate", 50);
  private final long[] committed = new long[commits + 1];
  private final long[] seen = new long[commits + 1];

  private Latency() {}

  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, Latency.class, "512m", () -> new Latency().run());
  }

  private void run() throws IOException, SQLException, InterruptedException {
    Customers from = new Customers(left.dataSource(), CustomerHub.ENTITY);
    from.create();
    from.fill(commits);
    new Customers(right.dataSource(), CustomerHub.ENTITY).create();
    AtomicBoolean over = new AtomicBoolean();
    try (WorkFolder folder = WorkFolder.create();
        Hub hub = open(folder.path(), left, right)) {
      hub.tracking().install();
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
      System.out.println(all ? figures() : "not all were seen within " + LIMIT);
    } finally {
      left.close();
      right.close();
    }
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
    try (Connection connection = left.dataSource().getConnection();
        PreparedStatement update =
            connection.prepareStatement("update customer set status = 'seen' where id = ?")) {
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
    try (Connection connection = right.dataSource().getConnection();
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

  private String figures() {
    double[] millis = new double[commits - commits / 3];
    for (int i = 0; i < millis.length; i++) {
      int id = commits / 3 + 1 + i;
      millis[i] = Math.max(0, seen[id] - committed[id]) / 1e6;
    }
    Arrays.sort(millis);
    return Machine.describe()
        + String.format(
            "%n%d commits at %d/s, seen on the other side after: p50 %.1f ms, p95 %.1f ms,"
                + " p99 %.1f ms, most %.1f ms",
            millis.length,
            rate,
            at(millis, 0.5),
            at(millis, 0.95),
            at(millis, 0.99),
            millis[millis.length - 1]);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }

  private static Hub open(Path folder, TestDatabase left, TestDatabase right) {
    return CustomerHub.open(
        folder,
        LogFeed.log(),
        Map.of("left", CustomerHub.logged(left), "right", CustomerHub.logged(right)));
  }
}
