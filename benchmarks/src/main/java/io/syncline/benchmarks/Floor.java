package io.syncline.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * The least that the work can cost: the server's own bulk format from one database to the other,
 * one way, with no state, no conflicts and nothing to find out.
 */
final class Floor {

  private static final String BINARY = " (format binary)";
  private static final String ARRIVED = "arrived";

  private final Customers from;
  private final Customers to;

  Floor(Customers from, Customers to) {
    this.from = from;
    this.to = to;
  }

  /** Fills the empty table. */
  void copy() throws SQLException {
    try (Connection read = from.database().getConnection();
        Connection write = to.database().getConnection()) {
      pipe(read, "select " + Customers.COLUMNS + " from " + from.table(), write, to.table());
    }
  }

  /** The application's update, then one upsert of what has the newest stamp. */
  int update() throws SQLException {
    int changed = from.update();
    try (Connection read = from.database().getConnection();
        Connection write = to.database().getConnection();
        Statement statement = write.createStatement()) {
      write.setAutoCommit(false);
      statement.execute(
          "create temporary table " + ARRIVED + " (like " + to.table() + ") on commit drop");
      String newest = " where updated_at = (select max(updated_at) from " + from.table() + ")";
      pipe(read, "select " + Customers.COLUMNS + " from " + from.table() + newest, write, ARRIVED);
      statement.execute(
          "insert into "
              + to.table()
              + " select * from "
              + ARRIVED
              + " on conflict (id) do update set "
              + Arrays.stream(Customers.COLUMNS.split(", "))
                  .filter(column -> !column.equals("id"))
                  .map(column -> column + " = excluded." + column)
                  .collect(Collectors.joining(", ")));
      write.commit();
    }
    return changed;
  }

  private static void pipe(Connection read, String query, Connection write, String table)
      throws SQLException {
    CopyOut out = manager(read).copyOut("copy (" + query + ") to stdout" + BINARY);
    CopyIn in =
        manager(write).copyIn("copy " + table + " (" + Customers.COLUMNS + ") from stdin" + BINARY);
    for (byte[] part = out.readFromCopy(); part != null; part = out.readFromCopy()) {
      in.writeToCopy(part, 0, part.length);
    }
    in.endCopy();
  }

  private static CopyManager manager(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }
}
