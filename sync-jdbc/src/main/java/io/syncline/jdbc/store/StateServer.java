package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;

/** What a {@link SharedDatabase} has to say in another way to each kind of server. Thread-safe. */
interface StateServer {

  /** Those that keep shared state. */
  List<StateServer> KNOWN = List.of(new PostgresServer(), new MariaDbServer(), new H2Server());

  static Optional<StateServer> of(String product) {
    return KNOWN.stream().filter(server -> server.product().equals(product)).findFirst();
  }

  /** The products' names, for messages. */
  static String products() {
    return KNOWN.stream().map(StateServer::product).collect(Collectors.joining(", "));
  }

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
