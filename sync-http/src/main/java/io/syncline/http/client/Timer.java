package io.syncline.http.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs short tasks, now or later, on a few threads that all adapters share. Thread-safe. */
@FunctionalInterface
public interface Timer {

  void after(Duration wait, Runnable task);

  /** The threads of the JDK's clients. */
  static Timer shared() {
    return (wait, task) ->
        CompletableFuture.delayedExecutor(
                wait.toNanos(), TimeUnit.NANOSECONDS, JdkClients.executor())
            .execute(task);
  }
}
