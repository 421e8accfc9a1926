package io.syncline.store;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Keeps the state as long as the process lives. */
final class MemoryStateStore implements StateStore {

  private final Semaphore writer = new Semaphore(1);
  private volatile MemoryTables committed = new MemoryTables();
  private volatile boolean closed;

  @Override
  public StoreView view() {
    return new MemoryView(open());
  }

  @Override
  public StoreTransaction begin() {
    open();
    writer.acquireUninterruptibly();
    return new MemoryTransaction(this, committed.copy());
  }

  /** Ends the open transaction; its tables become the store's where there are any. */
  void end(Optional<MemoryTables> after) {
    try {
      if (after.isPresent()) {
        open();
        committed = after.get();
      }
    } finally {
      writer.release();
    }
  }

  private MemoryTables open() {
    if (closed) {
      throw new IllegalStateException("must be open: store=closed");
    }
    return committed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
