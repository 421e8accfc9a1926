package io.syncline.testkit.simulation;

import io.syncline.engine.SyncEngine;
import java.util.Optional;
import java.util.function.Supplier;

/** One process of a hub: where it has ended, the next one goes on over the same store. */
final class HubProcess {

  private final Supplier<SyncEngine> start;
  private Optional<SyncEngine> running = Optional.empty();

  HubProcess(Supplier<SyncEngine> start) {
    this.start = start;
  }

  SyncEngine engine() {
    if (running.isEmpty()) {
      running = Optional.of(start.get());
    }
    return running.get();
  }

  /** What it had in memory is lost. */
  void end() {
    running = Optional.empty();
  }
}
