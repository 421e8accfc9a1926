package io.syncline.testkit.contract;

import io.syncline.store.SharedMemory;
import io.syncline.store.StateStore;
import java.time.Duration;
import java.time.Instant;

class SharedMemoryTest extends SharedStoreContract {

  private Instant now = Instant.parse("2025-05-01T12:00:00Z");
  private final SharedMemory memory = new SharedMemory(() -> now);

  @Override
  protected StateStore open() {
    return memory.open();
  }

  @Override
  protected void pass(Duration time) {
    now = now.plus(time);
  }
}
