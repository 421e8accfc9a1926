package io.syncline.jdbc.store;

import io.syncline.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.sqlite.SQLiteConfig;

/**
 * A file of SQLite. The write-ahead log lets views read while a transaction writes; {@code
 * synchronous=FULL} makes every commit durable before it returns.
 */
final class SqliteDatabase extends FileDatabase {

  /** Marks a file as ours, in SQLite's header: "Sync". */
  private static final int APPLICATION_ID = 0x53796E63;

  /** SQLite's result code for any violated constraint. */
  private static final int CONSTRAINT = 19;

  private static final int CACHE_KIB = 32 * 1024;
  private static final int READER_CACHE_KIB = 8 * 1024;
  private static final int CHECKPOINT_PAGES = 4_000;

  private final StateSql sql = new StateSql(SQLDialect.SQLITE, Optional.empty());
  private final Batches batches = new RowBatches(sql);

  SqliteDatabase(Path file) {
    super(file);
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
  public MigrationPlan migrations() {
    return new MigrationPlan("sqlite", flyway -> flyway.dataSource(url(), null, null));
  }

  private String url() {
    return "jdbc:sqlite:" + file();
  }

  @Override
  Connection openWriter() throws SQLException {
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
        throw new StoreException("must be a new file or one that keeps state: state=" + file());
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
  Connection connectReader() throws SQLException {
    Connection reader = connect(SQLiteConfig.TransactionMode.DEFERRED, READER_CACHE_KIB);
    reader.setAutoCommit(false);
    return reader;
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
    return opened(config.createConnection(url()));
  }

  @Override
  public boolean isDuplicate(SQLException failure) {
    return (failure.getErrorCode() & 0xFF) == CONSTRAINT
        || String.valueOf(failure.getMessage()).contains("UNIQUE constraint");
  }
}
