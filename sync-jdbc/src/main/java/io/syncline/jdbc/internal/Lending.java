package io.syncline.jdbc.internal;

import io.syncline.jdbc.dialect.Grammar;
import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.model.SyncException;
import io.syncline.spi.AdapterException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lends connections of one data source, one transaction at a time. Thread-safe. */
public class Lending<G extends Grammar> {

  private static final Logger LOG = LoggerFactory.getLogger(Lending.class);

  private final DataSource database;
  private final InstantSource clock;
  private final GrammarReader<? extends G> reader;
  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile @Nullable G grammar;

  /**
   * @param reader tells a database's grammar from its first connection
   */
  public Lending(DataSource database, InstantSource clock, GrammarReader<? extends G> reader) {
    this.database = database;
    this.clock = clock;
    this.reader = reader;
  }

  /** Tells which grammar a database speaks; refuses one that is not spoken. */
  @FunctionalInterface
  public interface GrammarReader<G extends Grammar> {
    G read(DatabaseMetaData database) throws SQLException;
  }

  /** Reads in one transaction; whatever goes wrong is an {@link AdapterException}. */
  public <T> T read(
      String dataset, Isolation isolation, Duration within, Function<Session, T> work) {
    try (Session session = open(dataset, isolation, within)) {
      try {
        return work.apply(session);
      } catch (DataAccessException e) {
        throw failed(dataset, session, failure(e));
      }
    }
  }

  /** Writes in one transaction; whatever goes wrong is an {@link AdapterException}, and undone. */
  public <T> T write(String dataset, Duration within, Function<Session, T> work) {
    try (Session session = open(dataset, Isolation.WRITING, within)) {
      try {
        T result = work.apply(session);
        session.commit();
        return result;
      } catch (DataAccessException e) {
        throw failed(dataset, session, failure(e));
      } catch (SQLException e) {
        throw failed(dataset, session, failure(new DataAccessException(e.getMessage(), e)));
      }
    }
  }

  /** A transaction that the caller commits. */
  public Session open(String dataset, Isolation isolation, Duration within) {
    if (closed) {
      throw new AdapterException.Cancelled(dataset + ": closed");
    }
    Deadline deadline = Deadline.in(within, clock);
    Connection connection = connect(dataset);
    try {
      G spoken = grammar(connection);
      Session session = new Session(connection, spoken, isolation, deadline, this);
      open.add(session);
      if (closed) {
        session.cancel();
      }
      try {
        spoken.prepare(session.sql(), session.remainingMillis());
        return session;
      } catch (DataAccessException e) {
        session.close();
        throw failed(dataset, session, failure(e));
      } catch (AdapterException e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw unopened(dataset, connection, deadline, e);
    } catch (AdapterException.DeadlineExceeded e) {
      giveBack(connection);
      throw e;
    }
  }

  /** A connection that was had and failed before anything could be asked of it. */
  private AdapterException unopened(
      String dataset, Connection connection, Deadline deadline, SQLException e) {
    giveBack(connection);
    String text = dataset + ": " + SqlFailure.connecting(e);
    if (closed || Thread.currentThread().isInterrupted()) {
      return new AdapterException.Cancelled(text);
    }
    return deadline.isOver()
        ? new AdapterException.DeadlineExceeded(text)
        : new AdapterException.Unreachable(text);
  }

  /** Safe to repeat. */
  private void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      broken(e);
    }
  }

  private Connection connect(String dataset) {
    try {
      return database.getConnection();
    } catch (SQLException e) {
      SqlFailure failure = SqlFailure.connecting(e);
      String text = dataset + ": " + failure;
      if (Thread.currentThread().isInterrupted()) {
        throw new AdapterException.Cancelled(text);
      }
      throw failure.kind() == SqlFailure.Kind.NOT_LET_IN
          ? new AdapterException.AuthFailed(text)
          : new AdapterException.Unreachable(text);
    }
  }

  private G grammar(Connection connection) throws SQLException {
    G known = grammar;
    if (known == null) {
      try {
        known = reader.read(connection.getMetaData());
      } catch (RuntimeException e) {
        connection.close();
        throw e;
      }
      grammar = known;
    }
    return known;
  }

  /** The database's grammar; connects where that is not known yet. */
  public G grammar(String dataset, Duration within) {
    G known = grammar;
    if (known != null) {
      return known;
    }
    open(dataset, Isolation.EACH_STATEMENT, within).close();
    return grammar(dataset, within);
  }

  /** What the database said. */
  public SqlFailure failure(DataAccessException e) {
    SQLException cause = e.getCause(SQLException.class);
    G known = grammar;
    return cause == null || known == null
        ? SqlFailure.other(String.valueOf(e.getMessage()))
        : known.failure(cause);
  }

  /** The exception that tells a failure of a whole call. */
  public SyncException failed(String dataset, Session session, SqlFailure failure) {
    String text = dataset + ": " + failure;
    if (session.isCancelled() || closed || Thread.currentThread().isInterrupted()) {
      return new AdapterException.Cancelled(text);
    }
    return switch (failure.kind()) {
      case NOT_LET_IN, DENIED, ROW_DENIED -> new AdapterException.AuthFailed(text);
      case CANCELLED -> new AdapterException.DeadlineExceeded(text);
      case LOST, RETRY ->
          session.isLate()
              ? new AdapterException.DeadlineExceeded(text)
              : new AdapterException.Unreachable(text);
      case READ_ONLY -> new AdapterException.Unreachable(text);
      case SCHEMA -> new AdapterException.SchemaChanged(text);
      default -> new SyncException(text);
    };
  }

  void broken(SQLException e) {
    LOG.debug("A connection could not be given back as it was found: {}", e.getMessage());
  }

  void ended(Session session) {
    open.remove(session);
    synchronized (open) {
      open.notifyAll();
    }
  }

  /** Cancels what runs, waits at most {@code grace}, then cuts the wires that are left. */
  public void close(Duration grace) {
    closed = true;
    open.forEach(Session::cancel);
    long end = System.nanoTime() + grace.toNanos();
    synchronized (open) {
      while (!open.isEmpty()) {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || !pause(millis)) {
          break;
        }
      }
    }
    open.forEach(Session::abort);
  }

  private boolean pause(long millis) {
    try {
      open.wait(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
