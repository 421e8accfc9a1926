package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import io.syncline.store.NotHolder;
import io.syncline.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A schema of PostgreSQL, which several processes may have open. When the writer's connection dies,
 * so does whatever was not committed; see {@link PostgresLease} for who may open another.
 */
final class PostgresDatabase implements StateDatabase {

  /** SQLSTATE of a unique violation. */
  private static final String UNIQUE = "23505";

  private static final Duration MIGRATION = Duration.ofMinutes(1);

  private final DataSource dataSource;
  private final String schema;
  private final StateSql sql;
  private final Batches batches;
  private final PostgresLease lease;

  PostgresDatabase(DataSource dataSource, String schema) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.sql = new StateSql(SQLDialect.POSTGRES, Optional.of(schema));
    this.batches = new PostgresBatches(sql);
    this.lease = new PostgresLease(sql, schema);
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
  public boolean isShared() {
    return true;
  }

  /** One process at a time; the tables are only changed under the lease. */
  @Override
  public void prepare() throws SQLException {
    Connection opener = connect();
    try {
      if (!lease.lockAsOpener(opener)) {
        throw new StoreException("must not be kept by another that opens it: state=" + place());
      }
      createSchema(opener);
      lease.make(opener);
      if (!Migrations.isDone(opener, this)) {
        migrate();
      }
    } finally {
      dropWriter(opener);
    }
  }

  private void migrate() throws SQLException {
    WriterClaim claim = claimWriter("an instance that opens it", MIGRATION);
    if (claim instanceof WriterClaim.Held held) {
      throw new StoreException(
          "must be brought to this version's format, which needs it alone: state="
              + place()
              + " holder="
              + held.holder());
    }
    WriterClaim.Granted granted = (WriterClaim.Granted) claim;
    try {
      Migrations.run(granted.writer(), this);
    } finally {
      releaseWriter(granted.writer(), granted.epoch());
    }
  }

  @Override
  public WriterClaim claimWriter(String holder, Duration lasting) throws SQLException {
    Connection writer = connect();
    try {
      PostgresLease.Image image = lease.image(writer);
      if (lease.isOver(image) && lease.lockAsWriter(writer, image.holder().epoch())) {
        Optional<Long> epoch = lease.take(writer, image, holder, lasting);
        if (epoch.isPresent()) {
          return new WriterClaim.Granted(asWriter(writer), epoch.get());
        }
        image = lease.image(writer);
      }
      dropWriter(writer);
      return new WriterClaim.Held(image.holder());
    } catch (SQLException | RuntimeException e) {
      dropWriter(writer);
      throw e;
    }
  }

  /** The lock is free, or our own broken session has it still. */
  @Override
  public Connection resumeWriter(long epoch) throws SQLException {
    Connection writer = connect();
    try {
      if (!lease.lockAsWriter(writer, epoch) || !lease.resume(writer, epoch)) {
        throw new NotHolder(place(), Optional.of(lease.image(writer).holder()));
      }
      return asWriter(writer);
    } catch (SQLException | RuntimeException e) {
      dropWriter(writer);
      throw e;
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      requirePostgres(connection);
      connection.setAutoCommit(true);
      return connection;
    } catch (SQLException | RuntimeException e) {
      dropWriter(connection);
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

  /** A sign of life from another session must not make its transactions fail. */
  private static Connection asWriter(Connection writer) throws SQLException {
    commitDurably(writer);
    writer.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    writer.setAutoCommit(false);
    return writer;
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

  @Override
  public boolean fence(Connection writer, long epoch) throws SQLException {
    return lease.beat(writer, epoch);
  }

  @Override
  public boolean renew(long epoch) throws SQLException {
    try (Connection connection = connect()) {
      return lease.beat(connection, epoch);
    }
  }

  @Override
  public Optional<Holder> successor(long epoch) throws SQLException {
    try (Connection connection = connect()) {
      return Optional.of(lease.image(connection).holder())
          .filter(holder -> holder.epoch() != epoch);
    }
  }

  @Override
  public boolean isCurrent(Connection reader, long epoch) throws SQLException {
    return lease.image(reader).holder().epoch() == epoch;
  }

  @Override
  public void releaseWriter(Connection writer, long epoch) {
    try {
      writer.rollback();
      lease.release(writer, epoch);
      writer.commit();
    } catch (SQLException broken) {
      // others wait until the lease is over
    }
    dropWriter(writer);
  }

  /** The session must end or give up its locks, whether or not a pool keeps it. */
  @Override
  public void dropWriter(Connection writer) {
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
