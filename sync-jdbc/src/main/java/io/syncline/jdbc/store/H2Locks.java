package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * H2 has no locks of sessions, but says when each began: the number of a session is made of that
 * and its own, so that no other ever has it. Who opens a store locks a row instead.
 */
final class H2Locks implements SessionLocks {

  /** Microseconds, and three digits of the number that H2 gives. */
  private static final String NUMBER =
      "cast(extract(epoch from session_start) * 1000000 as bigint) * 1000 + mod(session_id, 1000)";

  /** SQLSTATE of a lock that was not to be had in time. */
  private static final String LOCK_TIMEOUT = "HYT00";

  private static final Field<Integer> ONE =
      DSL.field(DSL.name("one"), SQLDataType.INTEGER.notNull());

  private static final int ATTEMPTS = 5;

  /** General error, table exists, schema exists. */
  private static final Set<Integer> MADE_MEANWHILE = Set.of(50_000, 42_101, 90_078);

  private final StateSql sql;
  private final Table<?> opener;

  H2Locks(StateSql sql, String schema) {
    this.sql = sql;
    this.opener = DSL.table(DSL.name(schema, "opener"));
  }

  @Override
  public Field<Long> ownSession() {
    return DSL.field(
        "(select " + NUMBER + " from information_schema.sessions where session_id = session_id())",
        Long.class);
  }

  @Override
  public boolean tryWriter(Connection connection) {
    return false;
  }

  /** There is none to wait for once the session that wrote has ended. */
  @Override
  public boolean awaitWriter(Connection connection) {
    return true;
  }

  @Override
  public boolean awaitOpener(Connection connection) throws SQLException {
    make(connection, sql.dsl().createSchemaIfNotExists(opener.getQualifiedName().qualifier()));
    make(connection, sql.dsl().createTableIfNotExists(opener).columns(ONE).primaryKey(ONE));
    sql.run(connection, sql.dsl().query("set lock_timeout " + PATIENCE.toMillis()));
    connection.setAutoCommit(false);
    try {
      sql.run(connection, sql.dsl().query("merge into {0} key ({1}) values (1)", opener, ONE));
      return true;
    } catch (SQLException e) {
      if (LOCK_TIMEOUT.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Of two sessions that make a thing at one moment, H2 fails one, even if both say "if not
   * exists"; with a code of its own for that, or with that of a fault of its own. Asked again, it
   * finds the thing there.
   */
  private void make(Connection connection, Query creation) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        sql.run(connection, creation);
        return;
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !MADE_MEANWHILE.contains(e.getErrorCode())) {
          throw e;
        }
      }
    }
  }

  /** Returns once that session has ended, and what it had not committed is undone. */
  @Override
  public boolean endWriter(Connection connection, long session) throws SQLException {
    sql.run(
        connection,
        sql.dsl()
            .query(
                "select abort_session(session_id) from information_schema.sessions where "
                    + NUMBER
                    + " = {0} and session_id <> session_id()",
                DSL.val(session)));
    return true;
  }

  /** Rows are unlocked with the end of the transaction. */
  @Override
  public void unlock(Connection connection) {}
}
