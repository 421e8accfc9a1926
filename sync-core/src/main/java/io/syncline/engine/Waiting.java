package io.syncline.engine;

import io.syncline.spi.AdapterException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The one place where the sync thread waits; closing ends every wait at once. */
final class Waiting {

  private final InstantSource clock;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;
  private boolean woken;

  Waiting(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Waits until {@code end}, or until closed.
   *
   * @throws AdapterException.Cancelled when closed or interrupted meanwhile
   */
  void until(Instant end) {
    lock.lock();
    try {
      long nanos = Duration.between(clock.instant(), end).toNanos();
      while (nanos > 0 && !closed) {
        nanos = changed.awaitNanos(nanos);
      }
      if (closed) {
        throw new AdapterException.Cancelled("the hub was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled("interrupted");
    } finally {
      lock.unlock();
    }
  }

  /** Waits until {@code end}, until woken, or until closed; false where it was closed. */
  boolean untilWoken(Instant end) {
    lock.lock();
    try {
      long nanos = Duration.between(clock.instant(), end).toNanos();
      while (nanos > 0 && !closed && !woken) {
        nanos = changed.awaitNanos(nanos);
      }
      woken = false;
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait of now, or else the next one, that may be woken. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets another thread end by itself; false when it did not within the time. */
  static boolean endedWithin(Thread thread, Duration grace) {
    if (Thread.currentThread() == thread) {
      return false;
    }
    try {
      thread.join(TimeUnit.NANOSECONDS.toMillis(grace.toNanos()));
      return !thread.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
