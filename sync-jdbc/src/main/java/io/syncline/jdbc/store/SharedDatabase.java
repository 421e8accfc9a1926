package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import io.syncline.store.NotHolder;
import io.syncline.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A schema on a server, which several processes may have open. When the writer's connection dies,
 * so does whatever was not committed; see {@link LeaseRow} for who may open another.
 */
final class SharedDatabase implements StateDatabase {

  private static final Duration MIGRATION = Duration.ofMinutes(1);

  private final DataSource dataSource;
  private final String schema;
  private final StateSql sql;
  private final Batches batches;
  private final StateServer server;
  private final SessionLocks locks;
  private final LeaseRow lease;

  SharedDatabase(DataSource dataSource, String schema, StateServer server) {
    this.dataSource = dataSource;
    this.schema = requireQuotable(schema, server.unquotable());
    this.server = server;
    this.sql = new StateSql(server.dialect(), Optional.of(schema));
    this.batches = server.batches(sql);
    this.locks = server.locks(sql, schema);
    this.lease = new LeaseRow(sql, locks);
  }

  private static String requireQuotable(String schema, String unquotable) {
    if (!unquotable.isEmpty() && schema.contains(unquotable)) {
      throw new IllegalArgumentException("must have no " + unquotable + ": schema=" + schema);
    }
    return schema;
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
  public StoredKeys keys() {
    return server.keys();
  }

  @Override
  public MigrationPlan migrations() {
    return new MigrationPlan(
        server.folder(),
        flyway -> flyway.dataSource(dataSource).defaultSchema(schema).createSchemas(false));
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
      if (!locks.awaitOpener(opener)) {
        throw new StoreException("must not be kept by another that opens it: state=" + place());
      }
      makeLease();
      if (!Migrations.isDone(opener, this)) {
        migrate();
      }
    } finally {
      dropWriter(opener);
    }
  }

  /**
   * In a session of its own: to make a table ends the transaction that may be the opener's lock.
   */
  private void makeLease() throws SQLException {
    try (Connection maker = connect()) {
      createSchema(maker);
      lease.make(maker, server.tableOptions());
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
      LeaseRow.Image image = lease.image(writer);
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
      connection.setAutoCommit(true);
      return connection;
    } catch (SQLException | RuntimeException e) {
      dropWriter(connection);
      throw e;
    }
  }

  /** A sign of life from another session must not make its transactions fail. */
  private Connection asWriter(Connection writer) throws SQLException {
    server.makeDurable(writer);
    writer.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    writer.setAutoCommit(false);
    return writer;
  }

  /** Only where there is none: to ask for one that is there needs the right to create it, too. */
  private void createSchema(Connection opener) throws SQLException {
    if (!sql.isTrue(opener, sql.dsl().select(server.hasSchema(schema)))) {
      sql.run(opener, server.createSchema(sql, schema));
    }
  }

  @Override
  public void commit(Connection writer) throws SQLException {
    server.commit(writer);
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
      locks.unlock(writer);
      server.undoDurable(writer);
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
      reader.setTransactionIsolation(server.snapshot());
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
    return server.isDuplicate(failure);
  }

  @Override
  public String place() {
    return "schema " + schema + " of " + server.product();
  }

  /** The connections are the data source's, which is the host's. */
  @Override
  public void close() {}
}
