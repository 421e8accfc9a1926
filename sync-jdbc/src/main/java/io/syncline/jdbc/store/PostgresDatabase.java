package io.syncline.jdbc.store;

import io.syncline.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A schema of PostgreSQL. The lock is an advisory one of the writer's session: when that connection
 * dies, so do the lock and whatever was not committed, and a hub that lost it cannot commit after
 * another one took over.
 */
final class PostgresDatabase implements StateDatabase {

  /** SQLSTATE of a unique violation. */
  private static final String UNIQUE = "23505";

  /** The first half of the lock's number, "Sync"; the second is the schema's. */
  private static final int LOCK = 0x53796E63;

  private final DataSource dataSource;
  private final String schema;
  private final StateSql sql;
  private final Batches batches;

  PostgresDatabase(DataSource dataSource, String schema) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.sql = new StateSql(SQLDialect.POSTGRES, Optional.of(schema));
    this.batches = new PostgresBatches(sql);
  }

  @Override
  public StateSql sql() {
    return sql;
  }

  @Override
  public Batches batches() {
    return batches;
  }

  @Override
  public Connection openWriter() throws SQLException {
    Connection writer = dataSource.getConnection();
    try {
      requirePostgres(writer);
      writer.setAutoCommit(true);
      lock(writer);
      commitDurably(writer);
      createSchema(writer);
      writer.setAutoCommit(false);
      return writer;
    } catch (SQLException | RuntimeException e) {
      closeWriter(writer);
      throw e;
    }
  }

  private static void requirePostgres(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    if (!product.equals("PostgreSQL")) {
      throw new StoreException(
          "must be PostgreSQL, or a file by JdbcState.file(path): database=" + product);
    }
  }

  private void lock(Connection writer) throws SQLException {
    Query query =
        sql.dsl()
            .select(
                DSL.function(
                    "pg_try_advisory_lock", Boolean.class, DSL.val(LOCK), DSL.val(lockNumber())));
    if (!ask(writer, query)) {
      throw new StoreException("must belong to one hub, and another one has it: state=" + place());
    }
  }

  private int lockNumber() {
    CRC32 crc = new CRC32();
    crc.update(schema.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  /** A server that trades durability for speed must not trade ours. */
  private static void commitDurably(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet setting = statement.executeQuery("show synchronous_commit")) {
      if (setting.next() && setting.getString(1).equals("off")) {
        statement.execute("set synchronous_commit = on");
      }
    }
  }

  /** Only where there is none: to ask for one that is there needs the right to create it, too. */
  private void createSchema(Connection writer) throws SQLException {
    Query found =
        sql.dsl()
            .select(
                DSL.exists(
                    DSL.selectOne()
                        .from(DSL.table(DSL.name("pg_catalog", "pg_namespace")))
                        .where(DSL.field(DSL.name("nspname"), String.class).eq(schema))));
    if (!ask(writer, found)) {
      try (Statement statement = writer.createStatement()) {
        statement.execute(sql.dsl().render(sql.dsl().createSchema(DSL.name(schema))));
      }
    }
  }

  private boolean ask(Connection connection, Query query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.dsl().renderInlined(query));
        ResultSet answer = statement.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** The session must end or give up its lock, whether or not a pool keeps it. */
  @Override
  public void closeWriter(Connection writer) {
    try (writer) {
      if (!writer.getAutoCommit()) {
        writer.rollback();
        writer.setAutoCommit(true);
      }
      try (Statement statement = writer.createStatement()) {
        statement.execute("select pg_advisory_unlock_all()");
        statement.execute("reset synchronous_commit");
      }
    } catch (SQLException broken) {
      abort(writer);
    }
  }

  private static void abort(Connection writer) {
    try {
      writer.abort(Runnable::run);
    } catch (SQLException gone) {
      // the server ends a session whose connection is lost
    }
  }

  @Override
  public Connection openReader() throws SQLException {
    Connection reader = dataSource.getConnection();
    try {
      reader.setAutoCommit(false);
      reader.setReadOnly(true);
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return reader;
    } catch (SQLException e) {
      closeReader(reader);
      throw e;
    }
  }

  @Override
  public void closeReader(Connection reader) {
    try (reader) {
      reader.rollback();
      reader.setReadOnly(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      reader.setAutoCommit(true);
    } catch (SQLException broken) {
      abort(reader);
    }
  }

  @Override
  public boolean isDuplicate(SQLException failure) {
    return UNIQUE.equals(failure.getSQLState());
  }

  @Override
  public String place() {
    return "schema " + schema + " of PostgreSQL";
  }

  /** The connections are the data source's, which is the host's. */
  @Override
  public void close() {}
}
