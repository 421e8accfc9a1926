package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The lease of a schema: a row, and an advisory lock of the session that writes under it.
 * Thread-safe.
 *
 * <p>No two clocks are compared. The row holds a number that grows with every sign of life; a lease
 * is over when this process has seen the same number for as long as the lease was meant to last,
 * counted by this process alone. Who lets go of a lease says that it lasts for nothing.
 *
 * <p>The lock tells which session the holder writes through. Who takes over ends that session
 * first: its process may be frozen in the middle of a transaction, and whatever rows that has
 * locked are free again at once. The new epoch then refuses whatever the process does through
 * another session. See Gray and Cheriton, "Leases" (1989), and Kleppmann, "How to do distributed
 * locking" (2016), on fencing.
 */
final class PostgresLease {

  /** The first half of each lock's number: "Sync", and one more. */
  private static final int WRITER = 0x53796E63;

  private static final int OPENER = WRITER + 1;

  /** How long an ended session may take to end, and another to make the store ready. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** SQLSTATE of a lock that was not to be had in time. */
  private static final String LOCK_TIMEOUT = "55P03";

  private static final Field<Integer> ONE = field("one", SQLDataType.INTEGER);
  private static final Field<String> HOLDER = field("holder", SQLDataType.CLOB);
  private static final Field<Long> EPOCH = field("epoch", SQLDataType.BIGINT);
  private static final Field<Long> BEAT = field("beat", SQLDataType.BIGINT);
  private static final Field<Integer> SESSION = field("session", SQLDataType.INTEGER);
  private static final Field<Long> MILLIS = field("millis", SQLDataType.BIGINT);

  private static final Field<Integer> OWN_SESSION = DSL.field("pg_backend_pid()", Integer.class);

  private final StateSql sql;
  private final Table<?> table;
  private final int number;
  private Optional<Seen> seen = Optional.empty();

  /** The row at one moment. */
  record Image(Holder holder, long beat, Duration lasting) {}

  /** What this process has seen first, and when by {@link System#nanoTime}. */
  private record Seen(Image image, long sinceNanos) {}

  PostgresLease(StateSql sql, String schema) {
    this.sql = sql;
    this.table = DSL.table(DSL.name(schema, "lease"));
    this.number = number(schema);
  }

  private static int number(String schema) {
    CRC32 crc = new CRC32();
    crc.update(schema.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  private static <T> Field<T> field(String name, DataType<T> type) {
    return DSL.field(DSL.name(name), type.notNull());
  }

  /** Makes the row where there is none: a lease that is over. */
  void make(Connection connection) throws SQLException {
    String name = sql.dsl().render(table.getQualifiedName());
    if (ask(connection, DSL.field("to_regclass({0}) is null", Boolean.class, DSL.inline(name)))) {
      run(
          connection,
          sql.dsl()
              .createTable(table)
              .columns(ONE, HOLDER, EPOCH, BEAT, SESSION, MILLIS)
              .primaryKey(ONE));
    }
    run(
        connection,
        sql.dsl()
            .insertInto(table, ONE, HOLDER, EPOCH, BEAT, SESSION, MILLIS)
            .values(1, "nobody", 0L, 0L, 0, 0L)
            .onConflict(ONE)
            .doNothing());
  }

  Image image(Connection connection) throws SQLException {
    String query =
        sql.render(() -> sql.dsl().select(HOLDER, EPOCH, BEAT, MILLIS).from(table), "lease");
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Image(
          new Holder(row.getString(1), row.getLong(2)),
          row.getLong(3),
          Duration.ofMillis(row.getLong(4)));
    }
  }

  /** Whether nothing was heard of the holder for as long as its lease lasts. */
  synchronized boolean isOver(Image image) {
    long now = System.nanoTime();
    Seen first = seen.filter(known -> known.image().equals(image)).orElse(new Seen(image, now));
    seen = Optional.of(first);
    return Duration.ofNanos(now - first.sinceNanos()).compareTo(image.lasting()) >= 0;
  }

  /** A new lease in place of the one that was seen; empty where that has shown a sign of life. */
  Optional<Long> take(Connection writer, Image over, String holder, Duration lasting)
      throws SQLException {
    long epoch = over.holder().epoch() + 1;
    Query query =
        sql.dsl()
            .update(table)
            .set(HOLDER, holder)
            .set(EPOCH, epoch)
            .set(BEAT, 0L)
            .set(SESSION, OWN_SESSION)
            .set(MILLIS, Math.max(1, lasting.toMillis()))
            .where(EPOCH.eq(over.holder().epoch()))
            .and(BEAT.eq(over.beat()));
    return run(writer, query) == 1 ? Optional.of(epoch) : Optional.empty();
  }

  /** The lease of {@code epoch} goes on in this session; false where it is another's by now. */
  boolean resume(Connection writer, long epoch) throws SQLException {
    Query query =
        sql.dsl()
            .update(table)
            .set(BEAT, BEAT.plus(1))
            .set(SESSION, OWN_SESSION)
            .where(EPOCH.eq(epoch));
    return run(writer, query) == 1;
  }

  /** A sign of life; false where the lease is another's by now. */
  boolean beat(Connection connection, long epoch) throws SQLException {
    String update =
        sql.render(
            () -> {
              Field<Long> held = DSL.param("epoch", Long.class);
              return sql.dsl()
                  .update(table)
                  .set(BEAT, BEAT.plus(DSL.inline(1)))
                  .where(EPOCH.eq(held));
            },
            "beat");
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setLong(1, epoch);
      return statement.executeUpdate() == 1;
    }
  }

  /** The lease is over from now on. */
  void release(Connection connection, long epoch) throws SQLException {
    run(connection, sql.dsl().update(table).set(MILLIS, 0L).where(EPOCH.eq(epoch)));
  }

  /**
   * The writer's lock. The session in which the lease of {@code epoch} was taken is ended if it has
   * the lock; false where another has it, who takes the lease over in this moment.
   */
  boolean lockAsWriter(Connection connection, long epoch) throws SQLException {
    return ask(connection, DSL.field("pg_try_advisory_lock({0}, {1})", Boolean.class, lock(WRITER)))
        || (endWriter(connection, epoch) && await(connection, WRITER));
  }

  /** By number and lock: the server may have given the number to somebody else since. */
  private boolean endWriter(Connection connection, long epoch) throws SQLException {
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
            .and(pid.eq(sql.dsl().select(SESSION).from(table).where(EPOCH.eq(epoch))));
    return ask(connection, end);
  }

  /** Held for as long as a store is made ready, by one process at a time. */
  boolean lockAsOpener(Connection connection) throws SQLException {
    return await(connection, OPENER);
  }

  /** Waits a while for a lock of the session. */
  private boolean await(Connection connection, int lock) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = " + PATIENCE.toMillis());
      try {
        run(
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

  private boolean ask(Connection connection, Field<Boolean> question) throws SQLException {
    return ask(connection, sql.dsl().select(question));
  }

  private boolean ask(Connection connection, Query question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql.dsl().renderInlined(question))) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** How many rows were changed, or 0. */
  private int run(Connection connection, Query query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql.dsl().renderInlined(query)) ? 0 : statement.getUpdateCount();
    }
  }
}
