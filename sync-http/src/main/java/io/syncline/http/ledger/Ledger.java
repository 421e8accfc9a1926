package io.syncline.http.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that a database keeps, each a row of the table {@value #TABLE}. A row is read, and
 * written if nobody has changed it since; so no lock is held, and no transaction is open between
 * two statements. Blocks while the database answers, for a minute at most where its driver can be
 * told so. Thread-safe.
 */
public final class Ledger {

  public static final String TABLE = "syncline_budget";

  /** Makes the table, where the data source may not. */
  public static final String DDL =
      "create table "
          + TABLE
          + " (name varchar(255) not null primary key, version bigint not null,"
          + " paused_until bigint not null, sheet varchar(8000) not null)";

  /** How often a row is read anew that others were faster to change. */
  private static final int TRIES = 20;

  private static final int STATEMENT_SECONDS = 5;
  private static final int SILENCE_MILLIS = 10_000;

  private final DataSource dataSource;

  /** Null: it was not looked at yet. */
  private volatile @Nullable Product product;

  /** What is wrong with the data source, and stays so until somebody changes its rights. */
  public static final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
      super(message);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException, UnfitException;
  }

  public Ledger(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Makes the table if it is not there, and looks whether it may be used.
   *
   * @throws UnfitException naming the right that is missing
   * @throws SQLException if the database does not answer; may be repeated
   */
  public void prepare() throws SQLException, UnfitException {
    connected(this::product);
  }

  /**
   * Takes out of an account what is claimed of it.
   *
   * @return empty: others were faster each time; may be repeated
   * @throws UnfitException as {@link #prepare()}, which comes before
   * @throws SQLException if the database does not answer; it may have charged what was claimed,
   *     which then counts as used
   */
  public Optional<Grant> claim(Claim claim) throws SQLException, UnfitException {
    return connected(
        connection -> {
          Product known = product(connection);
          for (int i = 0; i < TRIES; i++) {
            Optional<Account.Settled> settled = settle(connection, known, claim);
            if (settled.isPresent()) {
              return settled.map(Account.Settled::grant);
            }
          }
          return Optional.empty();
        });
  }

  private Optional<Account.Settled> settle(Connection connection, Product known, Claim claim)
      throws SQLException {
    try (PreparedStatement select =
        prepared(
            connection,
            "select version, paused_until, sheet, "
                + known.now()
                + " from "
                + TABLE
                + " where name = ?")) {
      select.setString(1, claim.account());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          Account before = Account.parse(row.getLong(1), row.getLong(2), row.getString(3));
          Account.Settled settled = before.settle(claim, row.getLong(4));
          boolean done =
              settled.account().version() == before.version()
                  || replaced(connection, claim.account(), before, settled);
          return done ? Optional.of(settled) : Optional.empty();
        }
      }
    }
    insert(connection, claim.account());
    return Optional.empty();
  }

  private static boolean replaced(
      Connection connection, String name, Account before, Account.Settled settled)
      throws SQLException {
    try (PreparedStatement update =
        prepared(
            connection,
            "update "
                + TABLE
                + " set version = ?, paused_until = ?, sheet = ? where name = ? and version = ?")) {
      update.setLong(1, settled.account().version());
      update.setLong(2, settled.account().pausedUntil());
      update.setString(3, settled.account().sheet());
      update.setString(4, name);
      update.setLong(5, before.version());
      return update.executeUpdate() == 1;
    } catch (SQLException e) {
      if (isUndone(e)) {
        return false;
      }
      throw e;
    }
  }

  /** A row that somebody else made is as good. */
  private static void insert(Connection connection, String name) throws SQLException {
    try (PreparedStatement insert =
        prepared(
            connection,
            "insert into " + TABLE + " (name, version, paused_until, sheet) values (?, ?, ?, ?)")) {
      insert.setString(1, name);
      insert.setLong(2, Account.EMPTY.version());
      insert.setLong(3, Account.EMPTY.pausedUntil());
      insert.setString(4, Account.EMPTY.sheet());
      insert.executeUpdate();
    } catch (SQLException e) {
      if (!isUndone(e) && !state(e).startsWith("23")) {
        throw e;
      }
    }
  }

  /** Chosen as a victim, or in conflict with another transaction: it had no effect. */
  private static boolean isUndone(SQLException e) {
    return state(e).startsWith("40");
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  private Product product(Connection connection) throws SQLException, UnfitException {
    Product known = product;
    if (known != null) {
      return known;
    }
    String title = connection.getMetaData().getDatabaseProductName();
    Product found =
        Product.of(title)
            .orElseThrow(
                () -> new UnfitException("must be one of " + Product.titles() + ": " + title));
    table(connection);
    need(connection, "update", "update " + TABLE + " set version = version where 1 = 0");
    need(connection, "insert", "insert into " + TABLE + " select * from " + TABLE + " where 1 = 0");
    product = found;
    return found;
  }

  /** Somebody else may make it at the same time. */
  private static void table(Connection connection) throws SQLException, UnfitException {
    String select = "select name, version, paused_until, sheet from " + TABLE + " where 1 = 0";
    Optional<SQLException> unread = failure(connection, select);
    if (unread.isEmpty()) {
      return;
    }
    Optional<SQLException> unmade = failure(connection, DDL);
    if (unmade.isPresent() && failure(connection, select).isPresent()) {
      throw new UnfitException(
          "must have the right to create the table "
              + TABLE
              + ", or to select from it: "
              + unmade.get().getMessage()
              + " ("
              + unread.get().getMessage()
              + ")");
    }
  }

  private static void need(Connection connection, String right, String statement)
      throws SQLException, UnfitException {
    Optional<SQLException> failure = failure(connection, statement);
    if (failure.isPresent()) {
      throw new UnfitException(
          "must have the right to " + right + " " + TABLE + ": " + failure.get().getMessage());
    }
  }

  /** Why the database refuses a statement; a connection that broke is thrown. */
  private static Optional<SQLException> failure(Connection connection, String sql)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql)) {
      statement.execute();
      return Optional.empty();
    } catch (SQLException e) {
      if (state(e).startsWith("08") || !connection.isValid(STATEMENT_SECONDS)) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    limit(statement);
    return statement;
  }

  private static void limit(Statement statement) throws SQLException {
    try {
      statement.setQueryTimeout(STATEMENT_SECONDS);
    } catch (SQLFeatureNotSupportedException e) {
      // then it may take longer
    }
  }

  /** Each statement by itself; the host gets its connection back as it was. */
  private <T> T connected(Work<T> work) throws SQLException, UnfitException {
    try (Connection connection = dataSource.getConnection()) {
      boolean wasAuto = connection.getAutoCommit();
      Optional<Integer> silence = silence(connection);
      try {
        if (!wasAuto) {
          connection.setAutoCommit(true);
        }
        return work.on(connection);
      } finally {
        if (!connection.isClosed()) {
          if (!wasAuto) {
            connection.setAutoCommit(false);
          }
          if (silence.isPresent()) {
            connection.setNetworkTimeout(HERE, silence.get());
          }
        }
      }
    }
  }

  private static final Executor HERE = Runnable::run;

  /** What it was before; empty where the driver cannot be told. */
  private static Optional<Integer> silence(Connection connection) throws SQLException {
    try {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(HERE, SILENCE_MILLIS);
      return Optional.of(before);
    } catch (SQLFeatureNotSupportedException e) {
      return Optional.empty();
    }
  }
}
