package io.syncline.jdbc.conformance;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Holds a table locked against everybody, for a while. Thread-safe. */
final class Stall {

  private final TableHost host;
  private final String lock;
  private @Nullable Connection held;

  /**
   * @param lock the statement that does so
   */
  Stall(TableHost host, String lock) {
    this.host = host;
    this.lock = lock;
  }

  synchronized void begin() {
    end();
    try {
      Connection connection = host.connect();
      connection.setAutoCommit(false);
      connection.createStatement().execute(lock);
      held = connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Safe to repeat. */
  synchronized void end() {
    Connection connection = held;
    held = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
