package io.syncline.jdbc.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/** Advisory locks of PostgreSQL. */
final class PostgresLocks implements SessionLocks {

  /** The first half of each lock's number: "Sync", and one more. */
  private static final int WRITER = 0x53796E63;

  private static final int OPENER = WRITER + 1;

  /** SQLSTATE of a lock that was not to be had in time. */
  private static final String LOCK_TIMEOUT = "55P03";

  private final StateSql sql;
  private final int number;

  PostgresLocks(StateSql sql, String schema) {
    this.sql = sql;
    this.number = number(schema);
  }

  private static int number(String schema) {
    CRC32 crc = new CRC32();
    crc.update(schema.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  @Override
  public Field<Long> ownSession() {
    return DSL.field("pg_backend_pid()", Long.class);
  }

  @Override
  public boolean tryWriter(Connection connection) throws SQLException {
    return sql.isTrue(
        connection,
        sql.dsl().select(DSL.field("pg_try_advisory_lock({0}, {1})", Boolean.class, lock(WRITER))));
  }

  @Override
  public boolean awaitWriter(Connection connection) throws SQLException {
    return await(connection, WRITER);
  }

  @Override
  public boolean awaitOpener(Connection connection) throws SQLException {
    return await(connection, OPENER);
  }

  private boolean await(Connection connection, int lock) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = " + PATIENCE.toMillis());
      try {
        sql.run(
            connection,
            sql.dsl().select(DSL.field("pg_advisory_lock({0}, {1})", Object.class, lock(lock))));
        return true;
      } catch (SQLException e) {
        if (LOCK_TIMEOUT.equals(e.getSQLState())) {
          return false;
        }
        throw e;
      } finally {
        statement.execute("reset lock_timeout");
      }
    }
  }

  private QueryPart[] lock(int lock) {
    return new QueryPart[] {DSL.inline(lock), DSL.inline(number)};
  }

  /** By number and lock. */
  @Override
  public boolean endWriter(Connection connection, long session) throws SQLException {
    Field<Integer> pid = DSL.field(DSL.name("pid"), Integer.class);
    Query end =
        sql.dsl()
            .select(DSL.field("pg_terminate_backend({0})", Boolean.class, pid))
            .from("pg_catalog.pg_locks")
            .where("locktype = 'advisory' and granted and objsubid = 2")
            .and(
                "database = (select oid from pg_catalog.pg_database where datname ="
                    + " current_database())")
            .and(DSL.field("classid::bigint", Long.class).eq((long) WRITER))
            .and(DSL.field("objid::bigint", Long.class).eq(Integer.toUnsignedLong(number)))
            .and(pid.eq((int) session));
    return sql.isTrue(connection, end);
  }

  @Override
  public void unlock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock_all()");
    }
  }
}
