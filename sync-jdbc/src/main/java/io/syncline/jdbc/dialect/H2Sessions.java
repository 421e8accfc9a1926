package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * The open transactions of H2, which only an administrator sees.
 *
 * <p>H2 tells which sessions have uncommitted changes and which run a statement, and since when,
 * but of no transaction when it began. {@code CURRENT_TIMESTAMP} is the time of the statement that
 * first asks for it in a transaction. So a transaction stamps its rows with a time at or after the
 * beginning of its first statement that writes, and that statement is in the list from its
 * beginning on: as running, then as uncommitted.
 *
 * <p>What cannot be seen is a transaction that has asked for the time and written nothing yet, such
 * as one that began with {@code select current_timestamp}. If it stays so for longer than the
 * overlap of the polling and stamps its rows with that time, only a full listing finds them.
 *
 * <p>A session that has uncommitted changes at every look counts as one long transaction: it costs
 * rows that are handed out again, and loses none.
 */
final class H2Sessions {

  private H2Sessions() {}

  /** The clock first: what is not in the list then has ended, or begins after the clock. */
  static OpenTransactions open(DSLContext sql) {
    long clock = sql.select(micros("current_timestamp(9)")).fetchSingle().value1();
    List<OpenTransactions.Open> open = new ArrayList<>();
    sql.select(
            field("SESSION_ID", Long.class).as("id"),
            field("cast(SESSION_START as varchar)", String.class).as("since"),
            micros("EXECUTING_STATEMENT_START").as("statement"),
            field("CONTAINS_UNCOMMITTED", Boolean.class).as("uncommitted"))
        .from(table("INFORMATION_SCHEMA.SESSIONS"))
        .where("SESSION_ID <> session_id()")
        .forEach(row -> transaction(row, clock).ifPresent(open::add));
    sql.select(field("TRANSACTION_NAME", String.class))
        .from(table("INFORMATION_SCHEMA.IN_DOUBT"))
        .forEach(
            row ->
                open.add(
                    new OpenTransactions.Open(
                        "prepared " + row.value1(), OptionalLong.empty(), true)));
    return new OpenTransactions(clock, open, true);
  }

  /**
   * Under one id from its first statement to its end. The start of a statement that ends while we
   * look may be told as its end, which is not before the clock: then it is not known.
   */
  private static Optional<OpenTransactions.Open> transaction(Record session, long clock) {
    boolean isUncommitted = session.get("uncommitted", Boolean.class);
    Long statement = session.get("statement", Long.class);
    if (statement == null && !isUncommitted) {
      return Optional.empty();
    }
    boolean isBeginning = statement != null && !isUncommitted && statement < clock;
    return Optional.of(
        new OpenTransactions.Open(
            session.get("id", Long.class) + "/" + session.get("since", String.class),
            isBeginning ? OptionalLong.of(statement) : OptionalLong.empty(),
            false));
  }

  private static Field<Long> micros(String moment) {
    return field(
        "cast(floor(extract(epoch from {0}) * 1000000) as bigint)", Long.class, field(moment));
  }
}
