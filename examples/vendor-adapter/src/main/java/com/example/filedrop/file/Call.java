package com.example.filedrop.file;

import io.syncline.spi.AdapterException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call of the adapter: how long it may take, and whether anybody still waits for it. */
public final class Call {

  private final String dataset;
  private final long deadline;
  private final CountDownLatch closed;

  private Call(String dataset, long deadline, CountDownLatch closed) {
    this.dataset = dataset;
    this.deadline = deadline;
    this.closed = closed;
  }

  /** A call that begins now; it ends early when {@code closed} opens. */
  public static Call of(String dataset, Duration within, CountDownLatch closed) {
    return new Call(dataset, System.nanoTime() + within.toNanos(), closed);
  }

  /**
   * Work is still wanted.
   *
   * @throws AdapterException.DeadlineExceeded when the time is up
   * @throws AdapterException.Cancelled when the adapter was closed or the thread interrupted
   */
  public void check() {
    if (Thread.currentThread().isInterrupted() || closed.getCount() == 0) {
      throw cancelled();
    }
    if (left().isNegative()) {
      throw new AdapterException.DeadlineExceeded(
          "must end within the time limit of the call: dataset=" + dataset);
    }
  }

  /** Waits a little, as for a lock; ends at once, as {@link #check} does, when it is in vain. */
  public void pause(Duration most) {
    check();
    try {
      if (closed.await(Math.min(most.toNanos(), left().toNanos()), TimeUnit.NANOSECONDS)) {
        throw cancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    }
  }

  /** Negative when the time is up. */
  public Duration left() {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  /** For the texts of errors. */
  public String dataset() {
    return dataset;
  }

  private AdapterException cancelled() {
    return new AdapterException.Cancelled("closed or interrupted: dataset=" + dataset);
  }
}
