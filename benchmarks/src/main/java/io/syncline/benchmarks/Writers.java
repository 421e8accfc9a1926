package io.syncline.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * An application at full speed: clients that update one row by its key in each transaction.
 *
 * @param synchronous whether a commit waits for the disk
 */
record Writers(int clients, boolean synchronous) {

  String title() {
    return clients
        + (clients == 1 ? " client" : " clients")
        + (synchronous ? ", synchronous commits" : ", asynchronous commits");
  }

  /**
   * Transactions a second.
   *
   * @param rows keys are 1 to this
   */
  double write(DataSource database, int rows, Duration lasting)
      throws SQLException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Long>> each = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        long seed = client;
        each.add(() -> client(database, rows, lasting, new SplittableRandom(seed)));
      }
      long began = System.nanoTime();
      long done = 0;
      for (Future<Long> client : threads.invokeAll(each)) {
        done += client.get();
      }
      return done / ((System.nanoTime() - began) / 1e9);
    } catch (ExecutionException e) {
      throw new SQLException("a client failed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private long client(DataSource database, int rows, Duration lasting, SplittableRandom random)
      throws SQLException {
    try (Connection connection = database.getConnection();
        Statement setting = connection.createStatement();
        PreparedStatement update =
            connection.prepareStatement(
                "update customer set balance = balance + 1, updated_at = now() where id = ?")) {
      setting.execute("set synchronous_commit = " + (synchronous ? "on" : "off"));
      long end = System.nanoTime() + lasting.toNanos();
      long done = 0;
      while (System.nanoTime() < end) {
        update.setLong(1, random.nextLong(1, rows + 1L));
        done += update.executeUpdate();
      }
      setting.execute("reset synchronous_commit");
      return done;
    }
  }
}
