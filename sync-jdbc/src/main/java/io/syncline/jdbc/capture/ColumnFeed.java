package io.syncline.jdbc.capture;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.OpenTransactions;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Finds changes by a column that every write sets.
 *
 * <p>The trap is that transactions do not become visible in the order of their stamps. One that
 * began at noon stamps its rows with noon; if it commits a minute later, a cursor that has
 * meanwhile read up to 12:00:30 never sees them. Waiting a fixed while helps until somebody waits
 * longer. Two facts of the database close the gap without guessing:
 *
 * <ul>
 *   <li><i>What may still come.</i> Every open transaction holds a lock on its own virtual number,
 *       and everyone may see those locks, while the start times in {@code pg_stat_activity} are
 *       hidden from most accounts. A transaction that is seen for the first time began after we
 *       last looked, so a lower bound of its start is known without any right, and its start itself
 *       where we may see it. The least of these bounds is the <i>horizon</i>: what is not visible
 *       yet, and all that is yet to begin, stamps its rows at or above it.
 *   <li><i>What was there already.</i> Each row carries the number of the transaction that wrote
 *       it. All those below the oldest that ran in our last snapshot had ended then, so their rows
 *       were visible and were handed out, or had been before.
 * </ul>
 *
 * <p>So polling goes by rounds. A round first notes the clock, then the open transactions, then
 * takes the snapshot: in this order, a transaction missing from the list has either ended before
 * the snapshot, and is visible in it, or begins after the clock. The round then reads every row at
 * or above the <i>previous</i> round's horizon, less an overlap, that was written by a transaction
 * which was not surely over at the previous round's snapshot. What it noted at its beginning serves
 * the following round, so what is committed while its pages are read is found then. Pages go by
 * (stamp, key), each in a snapshot of its own.
 *
 * <p>Rows of transactions that ended while an older one was writing are handed out more than once,
 * as long as that one lives. (The snapshot alone could tell most of them, but not rows written
 * under savepoints, and would lose those.) A reader that sits in an open transaction only widens
 * the range that is looked at. Without row numbers, in a view and in databases that have none,
 * everything above the horizon is read, and what is the same as it was in the round before, by a
 * digest of the row in the cursor, is not handed out again; see {@link Seen}.
 *
 * <p>A column of numbers is polled in the same way, with the greatest visible number as the clock:
 * it must be drawn from a sequence within the transaction, and never jump ahead.
 *
 * <p>What is not found: rows without a stamp; stamps further back than the overlap before the start
 * of their transaction, as of applications with slow clocks, loads that keep old stamps, and
 * subscriptions that replay another server's. Deletes. A full scan finds all of them.
 */
public final class ColumnFeed implements ChangeFeed {

  /**
   * How long {@link #earliest()} and {@link #latest()} may take, since their callers give no limit.
   */
  private static final Duration POSITION_LIMIT = Duration.ofSeconds(30);

  /**
   * How often {@link #latest()} looks, {@link #PAUSE_NANOS} apart, for the end of transactions of
   * which it cannot tell how far they reach back. Of one that is still open then, all that is there
   * is told again once it has ended.
   */
  private static final int MOST_LOOKS = 30;

  private static final long PAUSE_NANOS = 100_000_000;

  private static final Duration IDLE_DELAY = Duration.ofSeconds(2);

  /** Row numbers have 32 bits: further apart than this, they cannot be compared. */
  private static final long COMPARABLE = 1L << 31;

  private final Sessions sessions;
  private final RowForm form;
  private final StampColumn stamp;
  private final Cursors cursors;

  public ColumnFeed(Sessions sessions, RowForm form, StampColumn stamp, Cursors cursors) {
    this.sessions = sessions;
    this.form = form;
    this.stamp = stamp;
    this.cursors = cursors;
  }

  @Override
  public Cursor earliest() {
    return cursor(FeedPosition.at(Mark.BEGINNING, Seen.NONE), "beginning");
  }

  @Override
  public Cursor latest() {
    Mark base = Mark.BEGINNING;
    Opening opening = open(POSITION_LIMIT);
    Mark mark = opening.after(base, stamp, 0);
    for (int looks = 1; looks < MOST_LOOKS && mark.reachesBackForever(); looks++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      base = mark;
      opening = open(POSITION_LIMIT);
      mark = opening.after(base, stamp, 0);
    }
    return latest(base, opening);
  }

  private Cursor latest(Mark base, Opening opening) {
    return read(POSITION_LIMIT, session -> latest(session, base, opening));
  }

  /** What lies within the overlap already is no news to whoever begins here. */
  private Cursor latest(Session session, Mark base, Opening opening) {
    Dialect.Snapshot snapshot = form.dialect().snapshot(session.sql());
    Mark mark = opening.after(base, stamp, snapshot.settled());
    Seen seen = Seen.NONE;
    if (!form.shape().rowVersions() && mark.horizon() != Mark.NONE) {
      FeedPosition here = FeedPosition.at(mark, Seen.NONE);
      seen = seen.and(digests(rows(session, here, snapshot, Seen.MOST)));
    }
    return cursor(FeedPosition.at(mark, seen), hint(mark));
  }

  private static List<Long> digests(List<Record> rows) {
    return rows.stream().map(Seen::digest).toList();
  }

  @Override
  public ChangePage poll(Cursor cursor, Limits limits) {
    FeedPosition position = cursors.read(cursor, FeedPosition::read);
    Optional<Opening> opening =
        position.round().isPresent() ? Optional.empty() : Optional.of(open(limits.within()));
    return read(limits.within(), session -> page(session, position, opening, limits.maxRows()));
  }

  /** What is noted before a round's first snapshot. */
  private record Opening(OpenTransactions open, long greatest) {

    /** Where some may be missing, the round that follows begins where this one did. */
    Mark after(Mark base, StampColumn stamp, long settled) {
      if (!open.whole()) {
        return base;
      }
      long clock = stamp.isTime() ? open.clockMicros() : greatest;
      return base.next(open, clock, stamp.isTime(), settled);
    }
  }

  private Opening open(Duration within) {
    return sessions.read(
        dataset(),
        Isolation.EACH_STATEMENT,
        within,
        session -> {
          long greatest = stamp.isTime() ? 0 : greatest(session);
          return new Opening(
              form.dialect().openTransactions(session.sql(), form.table()), greatest);
        });
  }

  private long greatest(Session session) {
    Field<Long> number = field("{0} + 0", Long.class, form.column(stamp.column()));
    return session
        .sql()
        .select(max(number))
        .from(form.table())
        .fetchOptional(row -> row.value1())
        .orElse(Mark.NONE);
  }

  private ChangePage page(
      Session session, FeedPosition position, Optional<Opening> opening, int maxRows) {
    Dialect.Snapshot snapshot = form.dialect().snapshot(session.sql());
    if (snapshot.next() < position.base().settled()) {
      throw new AdapterException.Rewound(
          dataset()
              + ": the database is older than the cursor: next transaction="
              + snapshot.next()
              + " cursor="
              + position.base().settled());
    }
    Mark mark =
        opening
            .map(each -> each.after(position.base(), stamp, snapshot.settled()))
            .orElseGet(() -> position.round().orElseThrow().mark());
    List<Record> rows = rows(session, position, snapshot, maxRows);
    Seen seen = position.round().map(FeedPosition.Round::seen).orElse(Seen.NONE);
    List<Long> digests = form.shape().rowVersions() ? List.of() : digests(rows);
    seen = seen.and(digests);
    List<Change> changes = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      if (digests.isEmpty() || !position.seen().has(digests.get(i))) {
        Record row = rows.get(i);
        changes.add(new Change.Upserted(form.key(row), form.image(row)));
      }
    }
    if (rows.size() < maxRows) {
      Cursor next = cursor(FeedPosition.at(mark, seen), hint(mark));
      return new ChangePage(changes, next, false, IDLE_DELAY);
    }
    List<String> last = last(rows.get(rows.size() - 1));
    FeedPosition.Round round = new FeedPosition.Round(mark, last, seen);
    FeedPosition next = new FeedPosition(position.base(), Optional.of(round), position.seen());
    return new ChangePage(changes, cursor(next, "behind " + last), true, Duration.ZERO);
  }

  private List<String> last(Record row) {
    List<String> last = new ArrayList<>();
    last.add(form.stamp(row));
    last.addAll(form.keyParts(row));
    return last;
  }

  private List<Record> rows(
      Session session, FeedPosition position, Dialect.Snapshot snapshot, int maxRows) {
    Field<?> stamped = form.column(stamp.column());
    List<Field<?>> order = new ArrayList<>();
    order.add(stamped);
    order.addAll(KeyOrder.of(form));
    return new ArrayList<>(
        session
            .sql()
            .select(form.fields())
            .from(form.table())
            .where(stamped.isNotNull())
            .and(range(position.base()))
            .and(unseen(position.base(), snapshot))
            .and(position.round().map(round -> behind(order, round.last())).orElse(noCondition()))
            .orderBy(order)
            .limit(val(maxRows))
            .fetch());
  }

  private Condition range(Mark base) {
    return base.horizon() == Mark.NONE ? noCondition() : atLeast(stamp.from(base.horizon()));
  }

  private Condition unseen(Mark base, Dialect.Snapshot snapshot) {
    boolean comparable = snapshot.next() - base.settled() < COMPARABLE;
    return form.shape().rowVersions() && base.settled() > 0 && comparable
        ? form.dialect().writtenSince(RowForm.ALIAS, base.settled())
        : noCondition();
  }

  /** Behind the last row; the bound on the stamp alone is for indexes that have nothing else. */
  private Condition behind(List<Field<?>> order, List<String> last) {
    List<Field<?>> values = new ArrayList<>();
    values.add(form.dialect().comparable(stamp.column(), val(last.get(0))));
    values.addAll(KeyOrder.values(form, last.subList(1, last.size())));
    return atLeast(last.get(0)).and(form.dialect().behind(order, values));
  }

  private Condition atLeast(String text) {
    return condition(
        "{0} >= {1}",
        form.column(stamp.column()), form.dialect().comparable(stamp.column(), val(text)));
  }

  private <T> T read(Duration within, java.util.function.Function<Session, T> work) {
    return sessions.read(dataset(), Isolation.ONE_SNAPSHOT, within, work);
  }

  private Cursor cursor(FeedPosition position, String hint) {
    return cursors.make(position::write, hint);
  }

  private String hint(Mark mark) {
    return mark.horizon() == Mark.NONE ? "all" : "from " + stamp.from(mark.horizon());
  }

  private String dataset() {
    return form.shape().name().toString();
  }
}
