package io.syncline.jdbc.capture.log;

import io.syncline.jdbc.internal.Deadline;
import io.syncline.spi.Change;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream, and how far it was read: what one poll leaves for the next. A transaction of any size
 * goes through it row by row. Used by one thread, but for {@link #abort}.
 */
final class LogTail {

  /** What is left to wait for the network beyond the call's time. */
  private static final int GRACE_MILLIS = 10;

  /**
   * How long a question waits after an answer that was not the last; doubled up to the longest. The
   * server looks for questions at each record of its log, and answers them in the time in which it
   * could go on.
   */
  private static final long FIRST_PAUSE_NANOS = 100_000;

  private static final long LONGEST_PAUSE_NANOS = 20_000_000;

  private final LogStream stream;
  private final LogRows rows;
  private final Consumer<Duration> flush;
  private final InstantSource clock;
  private final Deque<Change> ready = new ArrayDeque<>();
  private final LogPosition opened;
  private LogPosition handed;
  private LogPosition at;
  private LogMessage.@Nullable Begin transaction;
  private boolean told;
  private long toSkip;
  private boolean whole = true;
  private Instant usedAt;

  /**
   * @param flush has the server write all of its log to disk, within a time
   */
  LogTail(
      LogStream stream,
      LogRows rows,
      LogPosition from,
      Consumer<Duration> flush,
      InstantSource clock) {
    this.stream = stream;
    this.rows = rows;
    this.flush = flush;
    this.opened = from;
    this.handed = from;
    this.at = from;
    this.clock = clock;
    this.usedAt = clock.instant();
  }

  /**
   * Changes, and where they end.
   *
   * @param more whether there may be more at once
   */
  record Read(List<Change> changes, LogPosition next, boolean more) {}

  /** Whether the next page of a poll from {@code position} begins where this one stands. */
  boolean standsAt(LogPosition position) {
    return whole && handed.equals(position);
  }

  Duration idleFor() {
    return Duration.between(usedAt, clock.instant());
  }

  /**
   * Reads up to {@code target}, or to the end of the page, or of the time. What the server told
   * before it named the target is passed over: to ask again for each of that would leave as many
   * answers for the next poll, and more. A server that has come no further from one answer to the
   * next may stand before a record of which only the beginning is on disk, as that of an open
   * transaction may be for long: then the log is flushed.
   *
   * @param confirmed what the server may forget what commits below; 0: nothing is said of it
   * @param least how far an empty page goes on at least, or stays where it was
   */
  Read read(int maxRows, LogEnd target, long confirmed, long least, Deadline deadline)
      throws SQLException {
    List<Change> changes = new ArrayList<>();
    stream.ask(confirmed, clock.instant());
    boolean more = false;
    boolean asked = true;
    boolean flushed = false;
    long answered = -1;
    long pause = FIRST_PAUSE_NANOS;
    while (!more && !isPast(target.lsn())) {
      if (!ready.isEmpty()) {
        changes.add(ready.remove());
        at = at.within(at.lsn(), at.told() + 1);
        more = changes.size() == maxRows;
      } else if (deadline.isOver() && goneOn(changes, least)) {
        more = true;
      } else {
        Optional<LogMessage> message = stream.read(deadline.remainingMillis() + GRACE_MILLIS);
        stream.stayAlive(clock.instant());
        if (message.isPresent()) {
          more = !take(message.get(), changes.isEmpty(), deadline);
        } else if (!stream.toldAt().isBefore(target.at())) {
          asked = false;
        }
        if (!asked && transaction == null && !isPast(target.lsn())) {
          if (!flushed && stream.reached() == answered) {
            flush.accept(deadline.remaining());
            flushed = true;
          }
          answered = stream.reached();
          LockSupport.parkNanos(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
          stream.ask(confirmed, clock.instant());
          asked = true;
        }
      }
    }
    usedAt = clock.instant();
    handed = next(changes, least);
    return new Read(changes, handed, more);
  }

  private boolean isPast(long target) {
    return ready.isEmpty() && transaction == null && !LogPosition.isBelow(stream.reached(), target);
  }

  private boolean goneOn(List<Change> changes, long least) {
    return !changes.isEmpty() || !next(changes, least).equals(handed);
  }

  private LogPosition next(List<Change> changes, long least) {
    if (!changes.isEmpty()) {
      return at;
    }
    LogPosition reached =
        transaction == null && LogPosition.isBelow(at.lsn(), stream.reached())
            ? at.passed(stream.reached())
            : at;
    boolean far = reached.lsn() - handed.lsn() >= least;
    return far || !reached.unseen().equals(handed.unseen()) ? reached : handed;
  }

  /** Whether to read on. */
  private boolean take(LogMessage message, boolean nothingYet, Deadline deadline) {
    if (message instanceof LogMessage.Begin begin) {
      begin(begin);
    } else if (message instanceof LogMessage.Commit commit) {
      transaction = null;
      stream.reached(commit.end());
      at = at.passed(commit.end());
    } else if (message instanceof LogMessage.Relation relation) {
      if (rows.isOurs(relation)) {
        rows.learn(relation, deadline.remaining());
      }
    } else if (message instanceof LogMessage.Truncated truncated) {
      return takeTruncated(truncated, nothingYet);
    } else if (told && rows.isOurs(relation(message))) {
      rows.changes(message, begun().committed()).forEach(this::take);
    }
    return true;
  }

  private void begin(LogMessage.Begin begin) {
    transaction = begin;
    told = opened.unseen().map(each -> each.tells(begin)).orElse(true);
    toSkip = begin.commit() == opened.lsn() ? opened.told() : 0;
    at = at.within(begin.commit(), toSkip);
  }

  private void take(Change change) {
    if (toSkip > 0) {
      toSkip--;
    } else {
      ready.add(change);
    }
  }

  /** Whoever follows must look at all of the table; what came before is handed on first. */
  private boolean takeTruncated(LogMessage.Truncated truncated, boolean nothingYet) {
    if (!told || truncated.relations().stream().noneMatch(rows::isOurs)) {
      return true;
    }
    if (nothingYet) {
      throw rows.expired("all rows were removed at once, by TRUNCATE");
    }
    whole = false;
    return false;
  }

  private static int relation(LogMessage message) {
    if (message instanceof LogMessage.Inserted inserted) {
      return inserted.relation();
    }
    if (message instanceof LogMessage.Updated updated) {
      return updated.relation();
    }
    return message instanceof LogMessage.Deleted deleted ? deleted.relation() : 0;
  }

  private LogMessage.Begin begun() {
    LogMessage.Begin begun = transaction;
    if (begun == null) {
      throw new IllegalStateException("must stand within a transaction: " + at);
    }
    return begun;
  }

  /** In good order where the server has nothing more to send. */
  void close() {
    if (transaction == null && ready.isEmpty()) {
      stream.close();
    } else {
      stream.abort();
    }
  }

  void abort() {
    stream.abort();
  }
}
