package io.syncline.jdbc.diff;

import io.syncline.packed.RowPacker;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * A query's rows by PostgreSQL's binary COPY. The driver hands over each message in an array of its
 * own, which is the only garbage of a row; its {@code PGCopyInputStream} takes the same messages
 * apart again.
 */
final class CopyStream implements RowStream {

  private final PGConnection connection;
  private final CopyOut copy;
  private final BinaryCopy rows;

  private CopyStream(PGConnection connection, CopyOut copy, BinaryCopy rows) {
    this.connection = connection;
    this.copy = copy;
    this.rows = rows;
  }

  /** Whether the connection's driver can do it. */
  static boolean isSpokenBy(Connection connection) throws SQLException {
    return connection.isWrapperFor(PGConnection.class);
  }

  /** A copy takes no parameters: values become literals, which jOOQ escapes. */
  static CopyStream open(DSLContext sql, Connection connection, Select<?> query, BinaryCopy rows)
      throws SQLException {
    PGConnection own = connection.unwrap(PGConnection.class);
    String statement = "copy (" + sql.renderInlined(query) + ") to stdout (format binary)";
    return new CopyStream(own, own.getCopyAPI().copyOut(statement), rows);
  }

  @Override
  public boolean next(RowPacker row) throws SQLException {
    while (!rows.next(row)) {
      byte[] message = copy.readFromCopy();
      if (message == null) {
        rows.close();
        return false;
      }
      rows.feed(message);
    }
    return true;
  }

  /** From another thread: ends what the connection waits for, even before there are rows. */
  static void cancel(Connection connection) throws SQLException {
    connection.unwrap(PGConnection.class).cancelQuery();
  }

  /** The driver's own way to cancel leaves what was sent already in the way of the next query. */
  @Override
  public void close() throws SQLException {
    if (!copy.isActive()) {
      return;
    }
    connection.cancelQuery();
    try {
      byte[] skipped;
      do {
        skipped = copy.readFromCopy();
      } while (skipped != null);
    } catch (SQLException e) {
      if (copy.isActive()) {
        throw e;
      }
    }
  }
}
