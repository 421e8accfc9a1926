package io.syncline.jdbc.store;

import io.syncline.store.Symbols;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The writer's connection, and what was read through it when the lease was granted: nobody else
 * changes that while it lasts.
 *
 * @param broken whether the connection is gone, so that all must be read anew
 */
record WriterSession(
    Connection writer, JdbcLease lease, Codecs codecs, Map<String, Long> numbers, boolean broken) {

  /** Brings the tables to today's format, and reads what is to be kept in memory. */
  static WriterSession open(StateDatabase database, Connection writer, JdbcLease lease)
      throws SQLException {
    Migrations.run(writer, database);
    Map<String, Long> numbers = new HashMap<>();
    read(
        writer,
        database.sql().list(StateTable.META, 0),
        row -> numbers.put(row.getString(1), row.getLong(2)));
    Codecs codecs = dictionary(database, writer);
    writer.rollback();
    return new WriterSession(writer, lease, codecs, numbers, false);
  }

  /** The dictionary as it is now. */
  static Codecs dictionary(StateDatabase database, Connection connection) throws SQLException {
    Map<Integer, String> symbols = new HashMap<>();
    read(
        connection,
        database.sql().list(StateTable.SYMBOL, 0),
        row -> symbols.put(row.getInt(1), row.getString(2)));
    return Codecs.of(new Symbols(symbols));
  }

  private static void read(Connection connection, String statement, Batches.Visitor visitor)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(statement);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        visitor.visit(rows);
      }
    }
  }

  /** With numbers that a commit has changed. */
  WriterSession with(Map<String, Long> changed) {
    Map<String, Long> all = new HashMap<>(numbers);
    all.putAll(changed);
    return new WriterSession(writer, lease, codecs, all, broken);
  }

  WriterSession asBroken() {
    return new WriterSession(writer, lease, codecs, numbers, true);
  }
}
