package io.syncline.testkit.database;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a step that may hang, and gives up on it after a while. */
final class Bounded {

  private Bounded() {}

  /**
   * What the step gives, or throws. A step that is given up on is interrupted, and left behind on a
   * daemon thread if it does not heed that.
   *
   * @throws TimeoutException if it is not done within the limit
   */
  static <T> T within(Duration limit, Callable<T> step) throws Exception {
    FutureTask<T> task = new FutureTask<>(step);
    Thread thread = new Thread(task, "syncline-bounded");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      TimeoutException late = new TimeoutException("not done within " + limit.toSeconds() + " s");
      late.initCause(e);
      throw late;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      task.cancel(true);
    }
  }
}
