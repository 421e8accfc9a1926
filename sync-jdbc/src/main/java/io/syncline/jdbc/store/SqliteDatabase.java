package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import io.syncline.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * A file of SQLite. The write-ahead log lets views read while a transaction writes; {@code
 * synchronous=FULL} makes every commit durable before it returns.
 *
 * <p>The lock is one of the operating system on a file beside the state, which ends with the
 * process however that ends. It must not be on the state's file itself: closing any handle of that
 * file would take SQLite's own locks with it.
 */
final class SqliteDatabase implements StateDatabase {

  /** Marks a file as ours, in SQLite's header: "Sync". */
  private static final int APPLICATION_ID = 0x53796E63;

  /** SQLite's result code for any violated constraint. */
  private static final int CONSTRAINT = 19;

  private static final int CACHE_KIB = 32 * 1024;
  private static final int READER_CACHE_KIB = 8 * 1024;
  private static final int CHECKPOINT_PAGES = 4_000;
  private static final int IDLE_READERS = 4;

  /** Of the one lease that a process has of its file. */
  private static final long EPOCH = 1;

  private final Path file;
  private final FileChannel lockFile;
  private final StateSql sql = new StateSql(SQLDialect.SQLITE, Optional.empty());
  private final Batches batches = new SqliteBatches(sql);
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  private SqliteDatabase(Path file, FileChannel lockFile) {
    this.file = file;
    this.lockFile = lockFile;
  }

  static SqliteDatabase open(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      return new SqliteDatabase(file, lock(file));
    } catch (IOException e) {
      throw new StoreException("must be a file that can be written: state=" + file, e);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new StoreException("must belong to one hub, and another one has it: state=" + file);
    }
    return channel;
  }

  /** Null where another process, or this one, has the lock. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
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
    return false;
  }

  /** Nobody looks before the writer was opened. */
  @Override
  public void prepare() {}

  @Override
  public WriterClaim claimWriter(String holder, Duration lasting) throws SQLException {
    return new WriterClaim.Granted(openWriter(), EPOCH);
  }

  @Override
  public Connection resumeWriter(long epoch) throws SQLException {
    return openWriter();
  }

  private Connection openWriter() throws SQLException {
    Connection writer = connect(SQLiteConfig.TransactionMode.IMMEDIATE, CACHE_KIB);
    try {
      claim(writer);
      writer.setAutoCommit(false);
      return writer;
    } catch (SQLException | RuntimeException e) {
      quietly(writer);
      throw e;
    }
  }

  /** Marks an empty file as ours, and refuses one that is neither empty nor ours. */
  private void claim(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      if (number(statement, "pragma application_id") == APPLICATION_ID) {
        return;
      }
      if (number(statement, "pragma schema_version") != 0) {
        throw new StoreException("must be a new file or one that keeps state: state=" + file);
      }
      statement.execute("pragma application_id = " + APPLICATION_ID);
    }
  }

  private static int number(Statement statement, String pragma) throws SQLException {
    try (ResultSet result = statement.executeQuery(pragma)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }

  @Override
  public void releaseWriter(Connection writer, long epoch) {
    quietly(writer);
  }

  @Override
  public void dropWriter(Connection writer) {
    quietly(writer);
  }

  /** The lock on the file does not end before the process does. */
  @Override
  public boolean fence(Connection writer, long epoch) {
    return true;
  }

  @Override
  public boolean renew(long epoch) {
    return true;
  }

  @Override
  public Optional<Holder> successor(long epoch) {
    return Optional.empty();
  }

  @Override
  public boolean isCurrent(Connection reader, long epoch) {
    return true;
  }

  @Override
  public Connection openReader() throws SQLException {
    Connection known = idle.poll();
    if (known != null) {
      return known;
    }
    Connection reader = connect(SQLiteConfig.TransactionMode.DEFERRED, READER_CACHE_KIB);
    reader.setAutoCommit(false);
    return reader;
  }

  @Override
  public void closeReader(Connection reader) {
    try {
      reader.rollback();
      if (idle.size() < IDLE_READERS) {
        idle.push(reader);
        return;
      }
    } catch (SQLException broken) {
      // closed below; nobody uses it again
    }
    quietly(reader);
  }

  private Connection connect(SQLiteConfig.TransactionMode mode, int cacheKib) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    config.setTransactionMode(mode);
    config.setBusyTimeout(10_000);
    config.setCacheSize(-cacheKib);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    open.add(connection);
    return connection;
  }

  private void quietly(Connection connection) {
    open.remove(connection);
    try {
      connection.close();
    } catch (SQLException ignored) {
      // what was not committed is gone either way
    }
  }

  @Override
  public boolean isDuplicate(SQLException failure) {
    return (failure.getErrorCode() & 0xFF) == CONSTRAINT
        || String.valueOf(failure.getMessage()).contains("UNIQUE constraint");
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public void close() {
    idle.clear();
    open.forEach(this::quietly);
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new StoreException("must release its lock: state=" + file, e);
    }
  }
}
