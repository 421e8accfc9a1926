package io.syncline.http.budget;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on its way, and what is read of its answer. Thread-safe. */
public final class Delivery<T> {

  /** What an answer may take beyond the deadline until its end is seen. */
  private static final long GRACE_MILLIS = 1000;

  private final Passage passage;
  private final CompletableFuture<T> result;

  Delivery(Passage passage, CompletableFuture<T> result) {
    this.passage = passage;
    this.result = result;
  }

  /**
   * Waits for what was read of the answer.
   *
   * @throws TimeoutException when there is none at the deadline, which is a fault of ours
   * @throws ExecutionException what the reader threw, or whoever made the request
   */
  public T await() throws InterruptedException, ExecutionException, TimeoutException {
    long millis = passage.deadline().remaining().toMillis() + GRACE_MILLIS;
    return result.get(millis, TimeUnit.MILLISECONDS);
  }

  /** From now on it is not sent, nor sent again; tells whether it never was. */
  public boolean withdraw() {
    return passage.withdraw();
  }
}
