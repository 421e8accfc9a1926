package io.syncline.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * State in memory that several instances of a hub have open at the same time, in one process: for
 * tests and simulation. Thread-safe.
 */
public final class SharedMemory {

  /** What messages call it. */
  static final String PLACE = "memory";

  private final InstantSource clock;
  private volatile MemoryTables committed = new MemoryTables();
  private Holder holder = new Holder("nobody", 0);
  private Duration lasting = Duration.ZERO;
  private Instant until = Instant.MIN;

  /** Nothing yet; leases end by {@code clock}. */
  public SharedMemory(InstantSource clock) {
    this.clock = clock;
  }

  /** One instance's store over it. To close it lets go of its lease, and forgets nothing. */
  public StateStore open() {
    return new MemoryStateStore(this);
  }

  /** A store over a memory of its own. */
  static StateStore alone() {
    SharedMemory own = new SharedMemory(() -> Instant.EPOCH);
    return new MemoryStateStore(own, own.take("its process", Lease.UNENDING));
  }

  MemoryTables committed() {
    return committed;
  }

  synchronized Holder holder() {
    return holder;
  }

  /** A new lease; empty while that of another has not ended. */
  synchronized Optional<MemoryLease> claim(String name, Duration time) {
    return clock.instant().isBefore(until) ? Optional.empty() : Optional.of(take(name, time));
  }

  private synchronized MemoryLease take(String name, Duration time) {
    holder = new Holder(name, holder.epoch() + 1);
    lasting = time;
    until = clock.instant().plus(time);
    return new MemoryLease(this, holder.epoch());
  }

  synchronized boolean renew(long epoch) {
    if (holder.epoch() != epoch) {
      return false;
    }
    until = clock.instant().plus(lasting);
    return true;
  }

  synchronized Duration left(long epoch) {
    Instant now = clock.instant();
    return holder.epoch() == epoch && now.isBefore(until)
        ? Duration.between(now, until)
        : Duration.ZERO;
  }

  synchronized void release(long epoch) {
    if (holder.epoch() == epoch) {
      until = Instant.MIN;
    }
  }

  /** The tables become the store's, if the lease of {@code epoch} is that of now. */
  synchronized void commit(long epoch, MemoryTables after) {
    if (!renew(epoch)) {
      throw new NotHolder(PLACE, Optional.of(holder));
    }
    committed = after;
  }
}
