package io.syncline.jdbc.store;

import io.syncline.store.Holder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The lease of a schema: a row, and a lock of the session that writes under it. Thread-safe.
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
final class LeaseRow {

  private static final String NAME = "lease";

  private static final Field<Integer> ONE = field("one", SQLDataType.INTEGER);
  private static final Field<String> HOLDER = field("holder", SQLDataType.CLOB);
  private static final Field<Long> EPOCH = field("epoch", SQLDataType.BIGINT);
  private static final Field<Long> BEAT = field("beat", SQLDataType.BIGINT);
  private static final Field<Long> SESSION = field("session", SQLDataType.BIGINT);
  private static final Field<Long> MILLIS = field("millis", SQLDataType.BIGINT);

  private final StateSql sql;
  private final SessionLocks locks;
  private final Table<?> table;
  private Optional<Seen> seen = Optional.empty();

  /** The row at one moment. */
  record Image(Holder holder, long beat, Duration lasting) {}

  /** What this process has seen first, and when by {@link System#nanoTime}. */
  private record Seen(Image image, long sinceNanos) {}

  LeaseRow(StateSql sql, SessionLocks locks) {
    this.sql = sql;
    this.locks = locks;
    this.table = DSL.table(DSL.name(sql.schema().orElseThrow(), NAME));
  }

  private static <T> Field<T> field(String name, DataType<T> type) {
    return DSL.field(DSL.name(name), type.notNull());
  }

  /** Makes the row where there is none: a lease that is over. */
  void make(Connection connection, String tableOptions) throws SQLException {
    if (!sql.hasTable(connection, NAME)) {
      sql.run(
          connection,
          sql.dsl()
              .createTable(table)
              .columns(ONE, HOLDER, EPOCH, BEAT, SESSION, MILLIS)
              .primaryKey(ONE)
              .storage(tableOptions));
    }
    if (!sql.isTrue(connection, sql.dsl().select(DSL.count()).from(table))) {
      sql.run(
          connection,
          sql.dsl()
              .insertInto(table, ONE, HOLDER, EPOCH, BEAT, SESSION, MILLIS)
              .values(1, "nobody", 0L, 0L, 0L, 0L));
    }
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
            .set(SESSION, locks.ownSession())
            .set(MILLIS, Math.max(1, lasting.toMillis()))
            .where(EPOCH.eq(over.holder().epoch()))
            .and(BEAT.eq(over.beat()));
    return sql.run(writer, query) == 1 ? Optional.of(epoch) : Optional.empty();
  }

  /** The lease of {@code epoch} goes on in this session; false where it is another's by now. */
  boolean resume(Connection writer, long epoch) throws SQLException {
    Query query =
        sql.dsl()
            .update(table)
            .set(BEAT, BEAT.plus(1))
            .set(SESSION, locks.ownSession())
            .where(EPOCH.eq(epoch));
    return sql.run(writer, query) == 1;
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
    sql.run(connection, sql.dsl().update(table).set(MILLIS, 0L).where(EPOCH.eq(epoch)));
  }

  /**
   * The writer's lock. The session in which the lease of {@code epoch} was taken is ended if it has
   * the lock; false where another has it, who takes the lease over in this moment.
   */
  boolean lockAsWriter(Connection connection, long epoch) throws SQLException {
    if (locks.tryWriter(connection)) {
      return true;
    }
    Optional<Long> session = session(connection, epoch);
    return session.isPresent()
        && locks.endWriter(connection, session.get())
        && locks.awaitWriter(connection);
  }

  /** The session of a lease; empty where that is no longer the last one. */
  private Optional<Long> session(Connection connection, long epoch) throws SQLException {
    String query =
        sql.render(
            () ->
                sql.dsl()
                    .select(SESSION)
                    .from(table)
                    .where(EPOCH.eq(DSL.param("epoch", Long.class))),
            "session");
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, epoch);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }
}
