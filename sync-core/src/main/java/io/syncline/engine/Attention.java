package io.syncline.engine;

import io.syncline.model.SystemId;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.store.Flag;
import io.syncline.store.Flagged;
import io.syncline.store.StoredRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works out what a record is to be found by: its flags and its correlation digests. */
final class Attention {

  private final SyncEntity entity;

  Attention(SyncEntity entity) {
    this.entity = entity;
  }

  StoredRecord index(StoredRecord record) {
    return new StoredRecord(
        record.id(),
        record.state(),
        record.links(),
        correlation(record.state()),
        flags(record.state()));
  }

  private List<Long> correlation(RecordState state) {
    if (!state.alive() || entity.correlation().isEmpty()) {
      return List.of();
    }
    return Correlation.digests(entity.correlation(), Rows.head(state));
  }

  private Set<Flagged> flags(RecordState state) {
    Set<Flagged> flags = new HashSet<>();
    for (SystemId system : entity.flows().keySet()) {
      Optional<Holding> holding = state.holding(system);
      if (isPending(state, system)) {
        flags.add(new Flagged(Flag.PENDING, system));
      }
      if (holding.isPresent() && !holding.get().held().isEmpty()) {
        flags.add(new Flagged(Flag.HELD, system));
      }
      if (holding.isPresent() && !holding.get().quarantine().isEmpty()) {
        flags.add(new Flagged(Flag.QUARANTINED, system));
      }
    }
    return flags;
  }

  /** Whether something is to be read, written or answered. */
  boolean isPending(RecordState state, SystemId system) {
    Optional<Holding> holding = state.holding(system);
    if (holding.isPresent() && (holding.get().inFlight().isPresent() || holding.get().readOwed())) {
      return true;
    }
    return entity.flow(system).takesWrites() && entity.planner().isPending(state, system);
  }
}
