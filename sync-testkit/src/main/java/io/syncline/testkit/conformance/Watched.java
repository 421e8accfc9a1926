package io.syncline.testkit.conformance;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Work on a thread of its own, which may hang. */
final class Watched<T> {

  private static final Duration A_WHILE = Duration.ofMillis(500);

  private final FutureTask<T> task;
  private final Thread thread;

  private Watched(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, "conformance");
    thread.setDaemon(true);
  }

  static <T> Watched<T> start(Callable<T> work) {
    Watched<T> watched = new Watched<>(work);
    watched.thread.start();
    return watched;
  }

  /** Waits until it waits, or a while where the wait is one that no thread shows. */
  void awaitBlocked() {
    try {
      Awaitility.await()
          .atMost(A_WHILE)
          .until(
              () ->
                  thread.getState() == Thread.State.TIMED_WAITING
                      || thread.getState() == Thread.State.WAITING);
    } catch (ConditionTimeoutException e) {
      // it waits for a socket, or has not begun; the caller's own limit decides
    }
  }

  boolean isDone() {
    return task.isDone();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** What it ended with; an {@link AssertionError} of {@code late} where it takes longer. */
  T end(Duration within, String late) {
    try {
      return task.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new AssertionError(late, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while watching", e);
    }
  }

  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException same ? same : new IllegalStateException(cause);
  }
}
