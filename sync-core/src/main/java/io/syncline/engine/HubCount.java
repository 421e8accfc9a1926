package io.syncline.engine;

import io.syncline.store.StoreTransaction;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The hub's count: reads take it when they begin, and every step that learns something raises it,
 * so that what was read before can be told from what was read after. Never goes back.
 */
final class HubCount {

  private final AtomicLong count;

  HubCount(long stored) {
    count = new AtomicLong(stored);
  }

  /** For a read that begins now. */
  long current() {
    return count.get();
  }

  /** For one step of the hub; greater than that of every read under way, and durable with it. */
  long next(StoreTransaction transaction) {
    long next = count.incrementAndGet();
    transaction.saveCount(next);
    return next;
  }
}
