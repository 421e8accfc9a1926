package io.syncline.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that was begun. What it did is seen by whoever waited for its end. */
final class Underway<T> {

  private final Overlap overlap;
  private final FutureTask<T> task;
  private volatile @Nullable Thread caller;

  private Underway(Overlap overlap, Supplier<T> call) {
    this.overlap = overlap;
    this.task =
        new FutureTask<>(
            () -> {
              caller = Thread.currentThread();
              return call.get();
            });
  }

  static <T> Underway<T> begin(Overlap overlap, Supplier<T> call) {
    Underway<T> underway = new Underway<>(overlap, call);
    overlap.begin(underway.task);
    return underway;
  }

  /** A call that has come to its end. */
  static <T> Underway<T> done(T answer) {
    return begin(Overlap.inTurn(), () -> answer);
  }

  /**
   * Waits for its end: its answer, or what it threw. May be asked again. Whoever is interrupted
   * here passes that on to the call, and still waits.
   */
  T get() {
    overlap.awaited(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          interrupt();
        }
      }
    } catch (ExecutionException e) {
      throw thrown(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for its end, whatever came of it. */
  void await() {
    try {
      get();
    } catch (RuntimeException | Error e) {
      // Whoever waits so has an error of their own to tell of, or was told of this one.
    }
  }

  private void interrupt() {
    Thread running = caller;
    if (running != null) {
      running.interrupt();
    }
  }

  private static RuntimeException thrown(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
