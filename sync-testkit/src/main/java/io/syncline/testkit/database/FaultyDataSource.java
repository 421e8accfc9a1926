package io.syncline.testkit.database;

import io.syncline.testkit.database.JdbcFault.Chance;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source that passes everything on, but for the faults that it is told. They are told as the
 * product would, and have the effect that they claim: what is said to be lost is rolled back, what
 * is said to be done is committed. Thread-safe.
 *
 * <p>A fault comes at the next chance of its kind: a connection asked for, a statement, a commit.
 */
public final class FaultyDataSource implements DataSource {

  private final DataSource right;
  private final ErrorCodes codes;
  private final FaultScript script = new FaultScript();

  private FaultyDataSource(DataSource right, ErrorCodes codes) {
    this.right = right;
    this.codes = codes;
  }

  public static FaultyDataSource of(DataSource right, ErrorCodes codes) {
    return new FaultyDataSource(right, codes);
  }

  /** At its next chance. */
  public void next(JdbcFault fault) {
    script.add(fault, 0);
  }

  /**
   * After so many chances that go by; of a batch, after so many of its rows.
   *
   * @throws IllegalArgumentException where {@code chances} is negative
   */
  public void after(int chances, JdbcFault fault) {
    script.add(fault, chances);
  }

  /**
   * At random, beside those that are told: each chance to connect, of a statement and to commit is
   * taken with this probability, by a fault drawn from those that it can be. The same calls meet
   * the same faults.
   *
   * @param share from 0 to 1
   */
  public void byChance(long seed, double share) {
    script.byChance(seed, share);
  }

  /** The database takes no writes until it is told to, or all is calm. */
  public void failOver() {
    script.readOnly(true);
  }

  /** The database takes writes again. */
  public void failBack() {
    script.readOnly(false);
  }

  /** No faults from now on. */
  public void calm() {
    script.clear();
  }

  /** How many faults there were. */
  public long struck() {
    return script.struck();
  }

  @Override
  public Connection getConnection() throws SQLException {
    mayBeRefused();
    return FaultyConnection.of(right.getConnection(), script, codes);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    mayBeRefused();
    return FaultyConnection.of(right.getConnection(user, password), script, codes);
  }

  private void mayBeRefused() throws SQLException {
    Optional<JdbcFault> fault = script.at(Chance.CONNECT);
    if (fault.isPresent()) {
      throw codes.of(fault.get());
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return right.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    right.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    right.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return right.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : right.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || right.isWrapperFor(type);
  }
}
