package io.syncline.store;

import java.time.Duration;

/** One instance's turn at a memory. */
record MemoryLease(SharedMemory memory, long epoch) implements Lease {

  @Override
  public Duration left() {
    return memory.left(epoch);
  }

  @Override
  public boolean renew() {
    return memory.renew(epoch);
  }
}
