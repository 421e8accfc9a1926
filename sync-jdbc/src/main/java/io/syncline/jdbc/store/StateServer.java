package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;

/** What a {@link SharedDatabase} has to say in another way to each kind of server. Thread-safe. */
interface StateServer {

  /** As the driver names it. */
  String product();

  SQLDialect dialect();

  /** A character that no schema may have in its name, since Flyway does not quote it; or none. */
  String unquotable();

  /** The folder of its migrations. */
  String folder();

  Batches batches(StateSql sql);

  StoredKeys keys();

  SessionLocks locks(StateSql sql, String schema);

  /** Whether a schema is there: true or false. */
  Field<Boolean> hasSchema(String schema);

  Query createSchema(StateSql sql, String schema);

  /** What follows the columns of a table. */
  String tableOptions();

  /** Makes the commits of a session durable, as far as a session can say. */
  void makeDurable(Connection writer) throws SQLException;

  /** Takes back what {@link #makeDurable} has set, before a pool hands the session to others. */
  void undoDurable(Connection writer) throws SQLException;

  /** Commits, and returns when that is durable. */
  default void commit(Connection writer) throws SQLException {
    writer.commit();
  }

  /** The isolation, in JDBC's numbers, in which all statements see the moment of the first one. */
  default int snapshot() {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  boolean isDuplicate(SQLException failure);
}
