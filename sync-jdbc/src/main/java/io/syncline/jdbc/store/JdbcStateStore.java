package io.syncline.jdbc.store;

import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.store.Symbols;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * The state in a database. One writer, which is kept open and whose numbers and dictionary are kept
 * in memory, since nobody else may write; as many views as there are connections.
 */
public final class JdbcStateStore implements StateStore {

  private final StateDatabase database;
  private final Semaphore turn = new Semaphore(1);
  private volatile Session session;
  private volatile boolean closed;

  /** The writer's connection, and what was read through it when it was opened. */
  private record Session(
      Connection writer, Codecs codecs, Map<String, Long> numbers, boolean lost) {}

  private JdbcStateStore(StateDatabase database) throws SQLException {
    this.database = database;
    this.session = openSession(database);
  }

  /** The state in a file of SQLite, which is made where there is none. */
  public static StateStore file(Path file) {
    return open(SqliteDatabase.open(file));
  }

  /** The state in a schema of PostgreSQL, which is made where there is none. */
  public static StateStore on(DataSource dataSource, String schema) {
    return open(new PostgresDatabase(dataSource, schema));
  }

  private static StateStore open(StateDatabase database) {
    try {
      return new JdbcStateStore(database);
    } catch (SQLException e) {
      database.close();
      throw new StoreException(
          "open failed: state=" + database.place() + " cause=" + e.getMessage(), e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Session openSession(StateDatabase database) throws SQLException {
    Connection writer = database.openWriter();
    try {
      Migrations.run(writer, database);
      Map<String, Long> numbers = new HashMap<>();
      Map<Integer, String> symbols = new HashMap<>();
      read(
          writer,
          database.sql().list(StateTable.META, 0),
          row -> numbers.put(row.getString(1), row.getLong(2)));
      read(
          writer,
          database.sql().list(StateTable.SYMBOL, 0),
          row -> symbols.put(row.getInt(1), row.getString(2)));
      writer.rollback();
      return new Session(writer, Codecs.of(new Symbols(symbols)), numbers, false);
    } catch (SQLException | RuntimeException e) {
      database.closeWriter(writer);
      throw e;
    }
  }

  private static void read(Connection writer, String statement, Batches.Visitor visitor)
      throws SQLException {
    try (PreparedStatement query = writer.prepareStatement(statement);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        visitor.visit(rows);
      }
    }
  }

  @Override
  public StoreView view() {
    requireOpen();
    try {
      JdbcView view = new JdbcView(database, session.codecs, database.openReader());
      view.number(Migrations.FORMAT, 0); // its first statement decides which moment it sees
      return view;
    } catch (SQLException e) {
      throw new StoreException(
          "view failed: state=" + database.place() + " cause=" + e.getMessage(), e);
    }
  }

  @Override
  public StoreTransaction begin() {
    turn.acquireUninterruptibly();
    try {
      requireOpen();
      if (session.lost) {
        session = openSession(database);
      }
      Session now = session;
      return new JdbcTransaction(this, database, now.codecs, now.writer, now.numbers);
    } catch (SQLException e) {
      turn.release();
      throw new StoreException(
          "begin failed: state=" + database.place() + " cause=" + e.getMessage(), e);
    } catch (RuntimeException e) {
      turn.release();
      throw e;
    }
  }

  /** The open transaction ended with these numbers. */
  void committed(Map<String, Long> changed) {
    Session now = session;
    Map<String, Long> numbers = new HashMap<>(now.numbers);
    numbers.putAll(changed);
    session = new Session(now.writer, now.codecs, numbers, false);
    turn.release();
  }

  /** The open transaction ended without a commit, or with one whose fate is unknown. */
  void undone(boolean doubtful) {
    Session now = session;
    try {
      now.writer.rollback();
      if (doubtful) {
        lose(now);
      }
    } catch (SQLException broken) {
      lose(now);
    }
    turn.release();
  }

  /** The next transaction opens a writer anew, and reads what is there. */
  private void lose(Session now) {
    database.closeWriter(now.writer);
    session = new Session(now.writer, now.codecs, now.numbers, true);
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
      if (!session.lost) {
        database.closeWriter(session.writer);
      }
      database.close();
    }
  }
}
