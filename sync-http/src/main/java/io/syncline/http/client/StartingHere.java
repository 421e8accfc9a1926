package io.syncline.http.client;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Has an asynchronous call begin on the thread that makes it, as the JDK does where one waits for
 * the answer: it writes the request, and need not wake another thread for that. All else goes on
 * elsewhere.
 */
final class StartingHere implements Executor {

  private final Executor elsewhere;
  private final ThreadLocal<Boolean> starting = ThreadLocal.withInitial(() -> false);

  StartingHere(Executor elsewhere) {
    this.elsewhere = elsewhere;
  }

  <T> T start(Supplier<T> call) {
    starting.set(true);
    try {
      return call.get();
    } finally {
      starting.remove();
    }
  }

  @Override
  public void execute(Runnable task) {
    if (starting.get()) {
      task.run();
    } else {
      elsewhere.execute(task);
    }
  }
}
