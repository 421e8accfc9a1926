package io.syncline.jdbc.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jooq.SQLDialect;

/** A file of H2, for hosts that refuse native code. Its driver is the host's to bring. */
final class H2Database extends FileDatabase {

  private static final String USER = "sa";
  private static final String PASSWORD = "";

  private final StateSql sql = new StateSql(SQLDialect.H2, Optional.of("PUBLIC"));
  private final Batches batches = new RowBatches(sql);

  /** Two files stand at this place: one that ends in {@code .mv.db}, and the lock. */
  H2Database(Path file) {
    super(file);
  }

  /** H2 would read what is behind a semicolon as settings. */
  static Path requirePlain(Path file) {
    if (file.toString().contains(";")) {
      throw new IllegalArgumentException("must have no ';' in its name: file=" + file);
    }
    return file;
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
    return new MigrationPlan(
        "h2", flyway -> flyway.dataSource(url(), USER, PASSWORD).createSchemas(false));
  }

  private String url() {
    return "jdbc:h2:file:" + file().toAbsolutePath();
  }

  @Override
  Connection openWriter() throws SQLException {
    return connect(Connection.TRANSACTION_READ_COMMITTED);
  }

  @Override
  Connection connectReader() throws SQLException {
    return connect(H2Server.SNAPSHOT);
  }

  private Connection connect(int isolation) throws SQLException {
    Connection connection = opened(DriverManager.getConnection(url(), USER, PASSWORD));
    try {
      connection.setTransactionIsolation(isolation);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      quietly(connection);
      throw e;
    }
  }

  @Override
  public void commit(Connection writer) throws SQLException {
    H2Server.commitDurably(writer);
  }

  @Override
  public boolean isDuplicate(SQLException failure) {
    return H2Server.isUniqueViolation(failure);
  }
}
