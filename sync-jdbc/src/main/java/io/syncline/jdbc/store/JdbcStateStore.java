package io.syncline.jdbc.store;

import io.syncline.store.Claim;
import io.syncline.store.Lease;
import io.syncline.store.NotHolder;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * The state in a database. One writer, which is kept open for as long as the lease lasts and whose
 * numbers and dictionary are kept in memory, since nobody else may write; as many views as there
 * are connections.
 */
public final class JdbcStateStore implements StateStore {

  private final StateDatabase database;
  private final Semaphore turn = new Semaphore(1);
  private volatile Optional<WriterSession> session = Optional.empty();
  private volatile boolean closed;

  private JdbcStateStore(StateDatabase database) {
    this.database = database;
  }

  /** The state in a file of SQLite, which is made where there is none. */
  public static StateStore file(Path file) {
    return open(new SqliteDatabase(file));
  }

  /** The state in a file of H2, which is made where there is none. */
  public static StateStore h2(Path file) {
    return open(new H2Database(H2Database.requirePlain(file)));
  }

  /** The state in a schema of a server, whichever it is, which is made where there is none. */
  public static StateStore on(DataSource dataSource, String schema) {
    String product = product(dataSource, schema);
    StateServer server =
        StateServers.of(product)
            .orElseThrow(
                () ->
                    new StoreException(
                        "must be one of "
                            + StateServers.products()
                            + ", or a file by JdbcState.file(path): database="
                            + product));
    return open(new SharedDatabase(dataSource, schema, server));
  }

  /** The same on a server of one product. */
  public static StateStore on(DataSource dataSource, String schema, String wanted) {
    String product = product(dataSource, schema);
    if (!product.equals(wanted)) {
      throw new StoreException("must be " + wanted + ": database=" + product);
    }
    return on(dataSource, schema);
  }

  private static String product(DataSource dataSource, String schema) {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getDatabaseProductName();
    } catch (SQLException e) {
      throw new StoreException(
          "open failed: state=schema " + schema + " cause=" + e.getMessage(), e);
    }
  }

  private static StateStore open(StateDatabase database) {
    try {
      JdbcStateStore store = new JdbcStateStore(database);
      if (database.isShared()) {
        database.prepare();
      } else {
        store.take("its process", Lease.UNENDING);
      }
      return store;
    } catch (SQLException e) {
      database.close();
      throw failed("open", database, e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static StoreException failed(String what, StateDatabase database, SQLException cause) {
    return new StoreException(
        what + " failed: state=" + database.place() + " cause=" + cause.getMessage(), cause);
  }

  @Override
  public boolean isShared() {
    return database.isShared();
  }

  @Override
  public Claim claim(String holder, Duration lasting) {
    turn.acquireUninterruptibly();
    try {
      requireOpen();
      if (session.isPresent() && session.get().lease().renew()) {
        return new Claim.Granted(session.get().lease());
      }
      drop();
      return take(holder, lasting);
    } catch (SQLException e) {
      throw failed("claim", database, e);
    } finally {
      turn.release();
    }
  }

  private Claim take(String holder, Duration lasting) throws SQLException {
    long asked = System.nanoTime();
    WriterClaim claim = database.claimWriter(holder, lasting);
    if (claim instanceof WriterClaim.Held held) {
      return new Claim.Held(held.holder());
    }
    WriterClaim.Granted granted = (WriterClaim.Granted) claim;
    return new Claim.Granted(
        begin(granted, new JdbcLease(database, granted.epoch(), lasting, asked)));
  }

  private Lease begin(WriterClaim.Granted granted, JdbcLease lease) throws SQLException {
    try {
      session = Optional.of(WriterSession.open(database, granted.writer(), lease));
      return lease;
    } catch (SQLException | RuntimeException e) {
      database.releaseWriter(granted.writer(), granted.epoch());
      throw e;
    }
  }

  /** Forgets a writer whose lease is lost. */
  private void drop() {
    session.filter(lost -> !lost.broken()).ifPresent(lost -> database.dropWriter(lost.writer()));
    session = Optional.empty();
  }

  @Override
  public StoreView view() {
    requireOpen();
    try {
      Connection reader = database.openReader();
      try {
        JdbcView view = new JdbcView(database, codecs(reader), reader);
        view.number(Migrations.FORMAT, 0); // its first statement decides which moment it sees
        return view;
      } catch (SQLException | RuntimeException e) {
        database.closeReader(reader);
        throw e;
      }
    } catch (SQLException e) {
      throw failed("view", database, e);
    }
  }

  /** The writer's dictionary while nobody else can add to it, else that of the view's moment. */
  private Codecs codecs(Connection reader) throws SQLException {
    Optional<WriterSession> own = session;
    return own.isPresent() && database.isCurrent(reader, own.get().lease().epoch())
        ? own.get().codecs()
        : WriterSession.dictionary(database, reader);
  }

  @Override
  public StoreTransaction begin() {
    turn.acquireUninterruptibly();
    try {
      requireOpen();
      WriterSession now =
          session.orElseThrow(() -> new NotHolder(database.place(), Optional.empty()));
      if (now.lease().isLost()) {
        throw now.lease().lose(Optional.empty());
      }
      if (now.broken()) {
        Connection writer = database.resumeWriter(now.lease().epoch());
        begin(new WriterClaim.Granted(writer, now.lease().epoch()), now.lease());
      }
      return new JdbcTransaction(this, database, session.orElseThrow());
    } catch (SQLException e) {
      turn.release();
      throw failed("begin", database, e);
    } catch (RuntimeException e) {
      turn.release();
      throw e;
    }
  }

  /** The open transaction ended with these numbers. */
  void committed(Map<String, Long> changed) {
    session = session.map(now -> now.with(changed));
    turn.release();
  }

  /** The open transaction ended without a commit, or with one whose fate is unknown. */
  void undone(boolean doubtful) {
    WriterSession now = session.orElseThrow();
    try {
      now.writer().rollback();
      if (now.lease().isLost()) {
        drop();
      } else if (doubtful) {
        breakOff(now);
      }
    } catch (SQLException broken) {
      breakOff(now);
    }
    turn.release();
  }

  /** The next transaction opens a writer anew, and reads what is there. */
  private void breakOff(WriterSession now) {
    database.dropWriter(now.writer());
    session = Optional.of(now.asBroken());
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("must be open: store=closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      session
          .filter(open -> !open.broken())
          .ifPresent(open -> database.releaseWriter(open.writer(), open.lease().epoch()));
      database.close();
    }
  }
}
