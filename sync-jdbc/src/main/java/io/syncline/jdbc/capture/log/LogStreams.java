package io.syncline.jdbc.capture.log;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The streams of one adapter, each kept from one poll to the next. Thread-safe. */
public final class LogStreams {

  /**
   * A stream that rests for longer is not used again: nobody answers the server meanwhile, which
   * gives it up after {@code wal_sender_timeout}, a minute as it comes.
   */
  private static final Duration MOST_IDLE = Duration.ofSeconds(20);

  private final Optional<LogConnections> connections;
  private final Map<String, LogTail> resting = new HashMap<>();
  private final Map<String, Lock> turns = new ConcurrentHashMap<>();
  private final Set<LogTail> working = new HashSet<>();
  private boolean closed;

  /**
   * @param connections empty: none are to be had
   */
  public LogStreams(Optional<LogConnections> connections) {
    this.connections = connections;
  }

  /** Whether there is anything to stream over. */
  public boolean isAvailable() {
    return connections.isPresent();
  }

  Connection connect() throws SQLException {
    return connections
        .orElseThrow(
            () ->
                new AdapterException.ConfigInvalid(
                    List.of(new SettingFault("options.feed", "must have connections to stream"))))
        .open();
  }

  /** Waits until nobody of this adapter uses the slot, which has one stream; to be unlocked. */
  Lock turn(String slot, Duration within) {
    Lock lock = turns.computeIfAbsent(slot, name -> new ReentrantLock());
    try {
      if (!lock.tryLock(within.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AdapterException.DeadlineExceeded("slot " + slot + " is in use by another poll");
      }
      return lock;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled("interrupted while slot " + slot + " was in use");
    }
  }

  /** The stream of a slot that stands at {@code position}; one that stands elsewhere is closed. */
  Optional<LogTail> take(String slot, LogPosition position) {
    LogTail tail;
    synchronized (this) {
      tail = resting.remove(slot);
      if (tail == null) {
        return Optional.empty();
      }
      if (tail.standsAt(position) && tail.idleFor().compareTo(MOST_IDLE) < 0) {
        working.add(tail);
        return Optional.of(tail);
      }
    }
    tail.close();
    return Optional.empty();
  }

  /** From now on {@link #close} ends it. */
  synchronized void working(LogTail tail) {
    if (closed) {
      tail.abort();
    }
    working.add(tail);
  }

  void rest(String slot, LogTail tail) {
    LogTail before;
    synchronized (this) {
      working.remove(tail);
      before = closed ? tail : resting.put(slot, tail);
    }
    if (before != null) {
      before.close();
    }
  }

  void drop(LogTail tail) {
    synchronized (this) {
      working.remove(tail);
    }
    tail.abort();
  }

  /** Ends the stream that rests at a slot. */
  void forget(String slot) {
    LogTail tail;
    synchronized (this) {
      tail = resting.remove(slot);
    }
    if (tail != null) {
      tail.close();
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Cuts what runs, and ends what rests in good order. Safe to repeat. */
  public void close() {
    List<LogTail> ending;
    synchronized (this) {
      closed = true;
      working.forEach(LogTail::abort);
      ending = List.copyOf(resting.values());
      resting.clear();
    }
    ending.forEach(LogTail::close);
  }
}
