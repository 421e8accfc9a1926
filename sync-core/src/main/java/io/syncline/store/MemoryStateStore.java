package io.syncline.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Keeps the state as long as the process lives. */
final class MemoryStateStore implements StateStore {

  private final SharedMemory memory;
  private final boolean shared;
  private final Semaphore writer = new Semaphore(1);
  private volatile Optional<MemoryLease> lease;
  private volatile boolean closed;

  /** One of several, without a lease at first. */
  MemoryStateStore(SharedMemory memory) {
    this.memory = memory;
    this.shared = true;
    this.lease = Optional.empty();
  }

  /** The only one. */
  MemoryStateStore(SharedMemory memory, MemoryLease lease) {
    this.memory = memory;
    this.shared = false;
    this.lease = Optional.of(lease);
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public Claim claim(String holder, Duration lasting) {
    writer.acquireUninterruptibly();
    try {
      requireOpen();
      lease = lease.filter(MemoryLease::renew).or(() -> memory.claim(holder, lasting));
      return lease.<Claim>map(Claim.Granted::new).orElseGet(() -> new Claim.Held(memory.holder()));
    } finally {
      writer.release();
    }
  }

  @Override
  public StoreView view() {
    requireOpen();
    return new MemoryView(memory.committed());
  }

  @Override
  public StoreTransaction begin() {
    requireOpen();
    writer.acquireUninterruptibly();
    Holder holder = memory.holder();
    Optional<MemoryLease> under = lease.filter(held -> held.epoch() == holder.epoch());
    if (under.isEmpty()) {
      writer.release();
      throw new NotHolder(SharedMemory.PLACE, Optional.of(holder));
    }
    return new MemoryTransaction(this, under.get(), memory.committed().copy());
  }

  /** The open transaction's tables become the store's. */
  void commit(MemoryLease under, MemoryTables after) {
    try {
      requireOpen();
      memory.commit(under.epoch(), after);
    } catch (NotHolder e) {
      lease = Optional.empty();
      throw e;
    } finally {
      writer.release();
    }
  }

  /** The open transaction ended without its changes. */
  void undo() {
    writer.release();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("must be open: store=closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    lease.ifPresent(held -> memory.release(held.epoch()));
  }
}
