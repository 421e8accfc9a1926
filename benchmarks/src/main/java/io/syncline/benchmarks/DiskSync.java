package io.syncline.benchmarks;

import io.syncline.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The test kit's PostgreSQL does not sync to disk; its MariaDB does. A server of its own heeds
 * this, one whose command line says otherwise does not.
 */
public final class DiskSync {

  private DiskSync() {}

  /** For the whole server of that database, from now on. */
  public static void on(TestDatabase postgresql) throws SQLException {
    try (Connection connection = postgresql.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set fsync = on");
      statement.execute("select pg_reload_conf()");
    }
  }
}
