package io.syncline.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A thread for each call. An interrupt of who waits is passed on, and the end waited for. */
final class ThreadLane implements WriteLane {

  private final String name;

  ThreadLane(String name) {
    this.name = name;
  }

  @Override
  public <T> Supplier<T> begin(Supplier<T> call) {
    FutureTask<T> task = new FutureTask<>(call::get);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return () -> await(task, thread);
  }

  private static <T> T await(FutureTask<T> task, Thread thread) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a supplier throws nothing checked", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
