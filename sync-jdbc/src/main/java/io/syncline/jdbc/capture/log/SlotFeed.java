package io.syncline.jdbc.capture.log;

import io.syncline.jdbc.capture.Cursors;
import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.internal.Deadline;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.model.SyncException;
import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.SettingFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a replication slot tells of one table.
 *
 * <p><b>What is told.</b> Transactions come whole, in the order in which they committed, however
 * long they were open. A page ends anywhere; a position is the place of a transaction's commit in
 * the log, and how many of its changes were told. The log is read by the same rules each time, so
 * the count means the same when the transaction is streamed again.
 *
 * <p><b>The end.</b> A poll notes how far the log is on disk, and reads until the server says that
 * it has sent all up to there. Without that, no answer yet would look like no change. The server
 * writes whole pages, so that place may lie within a record, which it can not send: where it comes
 * no further, a transaction of our own, which no stream is told, has it write the rest.
 *
 * <p><b>The beginning.</b> A commit is first written to the log, and then shows to others. What was
 * written before {@link #latest()} and did not show yet would be missed by a listing that follows,
 * and by the log after it. So the position carries the transactions that are open right after it
 * was taken, as their locks tell: those that are in the log by then are told too. A transaction
 * that shows before its commit is passed is listed and told, which is one echo.
 *
 * <p><b>What the server may forget.</b> Only what lies before a cursor that a poll begins from
 * anew: a cursor that came with {@code more} and is polled at once may not have been stored yet, as
 * in a preview. It is said for whole segments of the log, since nothing less is freed. An idle
 * table's cursor goes on with them, so that other tables' log is not kept for it.
 */
public final class SlotFeed implements ChangeFeed {

  /** What the server frees at once. */
  static final long SEGMENT_BYTES = 16L << 20;

  private static final Duration POSITION_LIMIT = Duration.ofSeconds(30);
  private static final Duration IDLE_DELAY = Duration.ofMillis(50);

  /** What the server says when the log that a slot needs is gone, or what read it then. */
  private static final Set<String> GONE = Set.of("55000", "58P01", "42704");

  /** What an ordinary connection says to a command of replication: a syntax error. */
  private static final String NOT_UNDERSTOOD = "42601";

  private final Sessions sessions;
  private final RowForm form;
  private final LogSlot slot;
  private final LogStreams streams;
  private final Cursors cursors;
  private final InstantSource clock;
  private final SlotGround ground;
  private @Nullable LogPosition goesOn;

  public SlotFeed(
      Sessions sessions,
      RowForm form,
      LogSlot slot,
      LogStreams streams,
      Cursors cursors,
      InstantSource clock) {
    this.sessions = sessions;
    this.form = form;
    this.slot = slot;
    this.streams = streams;
    this.cursors = cursors;
    this.clock = clock;
    this.ground = new SlotGround(sessions, form, slot);
  }

  @Override
  public Cursor earliest() {
    SlotState state = ground.look(POSITION_LIMIT);
    long confirmed = ground.require(state).confirmed();
    return cursor(LogPosition.at(ground.origin(state, POSITION_LIMIT), confirmed));
  }

  @Override
  public Cursor latest() {
    SlotGround.Seen seen = ground.lookWithOpen(POSITION_LIMIT);
    long confirmed = ground.require(seen.state()).confirmed();
    LogPosition.Origin origin = ground.origin(seen.state(), POSITION_LIMIT);
    if (seen.open().isEmpty()) {
      return cursor(LogPosition.at(origin, seen.state().inserted()));
    }
    Optional<Unseen> unseen =
        seen.open().size() > Unseen.MOST_OPEN
            ? Optional.empty()
            : Optional.of(new Unseen(seen.state().inserted(), Set.copyOf(seen.open())));
    return cursor(new LogPosition(origin, confirmed, 0, unseen));
  }

  @Override
  public ChangePage poll(Cursor cursor, Limits limits) {
    LogPosition from = cursors.read(cursor, LogPosition::read);
    Deadline deadline = Deadline.in(limits.within(), clock);
    Lock turn = streams.turn(slot.name(), deadline.remaining());
    try {
      return poll(cursor, from, limits.maxRows(), deadline);
    } finally {
      turn.unlock();
    }
  }

  private ChangePage poll(Cursor cursor, LogPosition from, int maxRows, Deadline deadline) {
    SlotState state = ground.look(deadline.remaining());
    SlotState.Slot there = ground.require(state, from);
    boolean anew = !from.equals(goesOn);
    long confirmed =
        anew && LogPosition.isBelow(there.confirmed() + SEGMENT_BYTES, from.lsn()) ? from.lsn() : 0;
    LogTail.Read read = read(from, maxRows, state.end(), confirmed, deadline);
    goesOn = read.more() ? read.next() : null;
    return new ChangePage(
        read.changes(),
        read.next().equals(from) ? cursor : cursor(read.next()),
        read.more(),
        read.more() ? Duration.ZERO : IDLE_DELAY);
  }

  /** By the stream that stands there; by another where there is none, or it has ended. */
  private LogTail.Read read(
      LogPosition from, int maxRows, LogEnd target, long confirmed, Deadline deadline) {
    Optional<LogTail> resting = streams.take(slot.name(), from);
    try {
      if (resting.isPresent()) {
        try {
          return read(resting.get(), maxRows, target, confirmed, deadline);
        } catch (SQLException e) {
          if (deadline.isOver() || streams.isClosed() || isGone(e)) {
            throw e;
          }
        }
      }
      return read(open(from, deadline), maxRows, target, confirmed, deadline);
    } catch (SQLException e) {
      throw failed(e, deadline);
    }
  }

  private LogTail.Read read(
      LogTail tail, int maxRows, LogEnd target, long confirmed, Deadline deadline)
      throws SQLException {
    boolean done = false;
    try {
      LogTail.Read read = tail.read(maxRows, target, confirmed, SEGMENT_BYTES, deadline);
      done = true;
      return read;
    } finally {
      if (done) {
        streams.rest(slot.name(), tail);
      } else {
        streams.drop(tail);
      }
    }
  }

  private LogTail open(LogPosition from, Deadline deadline) throws SQLException {
    ground.requireSameServer(from, deadline.remaining());
    ground.awaitFree(deadline.remaining());
    Connection connection = streams.connect();
    LogStream stream = LogStream.open(connection, slot, from.lsn(), deadline.remainingMillis());
    LogTail tail = new LogTail(stream, new LogRows(sessions, form), from, ground::flush, clock);
    streams.working(tail);
    return tail;
  }

  private boolean isGone(SQLException e) {
    return GONE.contains(form.dialect().failure(e).state());
  }

  private SyncException failed(SQLException e, Deadline deadline) {
    SqlFailure failure = form.dialect().failure(e);
    String text = dataset() + ": " + failure;
    if (streams.isClosed() || Thread.currentThread().isInterrupted()) {
      return new AdapterException.Cancelled(text);
    }
    if (isGone(e)) {
      return ground.expired(failure.toString());
    }
    if (failure.state().equals(NOT_UNDERSTOOD)) {
      return new AdapterException.ConfigInvalid(
          List.of(
              new SettingFault(
                  "logConnections",
                  "must be opened with replication=database, assumeMinServerVersion=13 and"
                      + " preferQueryMode=simple: "
                      + failure)));
    }
    return switch (failure.kind()) {
      case NOT_LET_IN, DENIED, ROW_DENIED -> new AdapterException.AuthFailed(text);
      case LOST, CANCELLED, RETRY ->
          deadline.isOver()
              ? new AdapterException.DeadlineExceeded(text)
              : new AdapterException.Unreachable(text);
      default -> new SyncException(text);
    };
  }

  private Cursor cursor(LogPosition position) {
    return cursors.make(position::write, position.hint());
  }

  private String dataset() {
    return form.shape().name().toString();
  }
}
