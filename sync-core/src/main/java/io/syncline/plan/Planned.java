package io.syncline.plan;

import io.syncline.model.SystemId;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.RecordState;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be written to one system for one record.
 *
 * @param state to be stored before the write is sent; the same instance as before where nothing
 *     changed. Without a write it may owe a read that it did not owe before
 * @param write now in flight; empty where nothing is to be written, or not yet
 */
public record Planned(RecordState state, Optional<InFlight> write) {

  /** The same, with the time at which its write, if any, is made durable. */
  public Planned at(SystemId system, Instant now) {
    if (write.isEmpty()) {
      return this;
    }
    InFlight since = write.get().since(now);
    Holding holding = state.holding(system).orElseThrow();
    return new Planned(state.with(holding.withInFlight(since)), Optional.of(since));
  }
}
