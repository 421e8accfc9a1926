package io.syncline.jdbc.internal;

import io.syncline.jdbc.dialect.Grammar;
import io.syncline.spi.AdapterException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on one connection, used by one thread. Closing without {@link #commit()} rolls
 * back and gives the connection back as it was found.
 */
public final class Session implements AutoCloseable {

  /**
   * How long the network may stay silent after the deadline, so that the database can say so
   * itself.
   */
  private static final int NETWORK_GRACE_MILLIS = 1_000;

  private final Connection connection;
  private final Deadline deadline;
  private final Lending<?> owner;
  private final Grammar grammar;
  private final Before before;
  private final DSLContext sql;
  private volatile boolean cancelled;
  private volatile @Nullable Statement running;

  /** How the connection was found. */
  private record Before(boolean autoCommit, int isolation, boolean readOnly, int networkTimeout) {}

  Session(
      Connection connection,
      Grammar grammar,
      Isolation isolation,
      Deadline deadline,
      Lending<?> owner)
      throws SQLException {
    this.connection = connection;
    this.grammar = grammar;
    this.deadline = deadline;
    this.owner = owner;
    int networkTimeout = connection.getNetworkTimeout();
    // before anything is asked of the database: a wire that hangs must not hang us
    connection.setNetworkTimeout(Runnable::run, remainingMillis() + NETWORK_GRACE_MILLIS);
    before =
        new Before(
            connection.getAutoCommit(),
            connection.getTransactionIsolation(),
            connection.isReadOnly(),
            networkTimeout);
    if (before.autoCommit) {
      connection.setAutoCommit(false);
    }
    connection.setTransactionIsolation(isolation.level());
    connection.setReadOnly(isolation.readOnly());
    sql = DSL.using(configuration(grammar.family()));
  }

  private DefaultConfiguration configuration(SQLDialect dialect) {
    DefaultConfiguration configuration = new DefaultConfiguration();
    configuration.set(connection);
    configuration.set(dialect);
    configuration.set(new Watch());
    return configuration;
  }

  public DSLContext sql() {
    return sql;
  }

  /** What is left of the call's time, at least one. */
  public int remainingMillis() {
    return deadline.remainingMillis();
  }

  public Savepoint savepoint() throws SQLException {
    return connection.setSavepoint();
  }

  public void rollback(Savepoint to) throws SQLException {
    connection.rollback(to);
  }

  public void release(Savepoint savepoint) throws SQLException {
    connection.releaseSavepoint(savepoint);
  }

  public void commit() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, remainingMillis() + NETWORK_GRACE_MILLIS);
    connection.commit();
  }

  /** From another thread: the running statement ends, and no other begins. */
  public void cancel() {
    cancelled = true;
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        abort();
      }
    }
  }

  /** From another thread: cuts the wire. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      cancelled = true; // It is broken already.
    }
  }

  /** Whether the call's time is over. */
  boolean isLate() {
    return deadline.isOver();
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Never throws: a connection that cannot be reset is broken, and its pool will see that. */
  @Override
  public void close() {
    try (Connection back = connection) {
      back.rollback();
      grammar.restore(back);
      back.setReadOnly(before.readOnly);
      back.setTransactionIsolation(before.isolation);
      if (before.autoCommit) {
        back.setAutoCommit(true);
      }
      back.setNetworkTimeout(Runnable::run, before.networkTimeout);
    } catch (SQLException e) {
      owner.broken(e);
    } finally {
      owner.ended(this);
    }
  }

  /**
   * Sees every statement: refuses it when it is too late, and makes it known to {@link #cancel}.
   */
  private final class Watch implements ExecuteListener {

    @Override
    public void executeStart(ExecuteContext context) {
      if (cancelled || Thread.currentThread().isInterrupted()) {
        throw new AdapterException.Cancelled("closed or interrupted");
      }
      try {
        connection.setNetworkTimeout(Runnable::run, remainingMillis() + NETWORK_GRACE_MILLIS);
      } catch (SQLException e) {
        context.sqlException(e);
      }
      running = context.statement();
    }

    @Override
    public void end(ExecuteContext context) {
      running = null;
    }
  }
}
