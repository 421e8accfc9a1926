package io.syncline.engine;

import io.syncline.model.SystemId;
import io.syncline.plan.Risk;
import io.syncline.plan.Withheld;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.store.Flag;
import io.syncline.store.Flagged;
import io.syncline.store.StoredRecord;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works out what a record is to be found by: its flags and its correlation digests. */
final class Attention {

  private final SyncEntity entity;
  private final Correlation correlation;

  Attention(SyncEntity entity) {
    this.entity = entity;
    this.correlation = new Correlation(entity.correlation());
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
    return state.alive() ? correlation.digests(state.head().values()) : List.of();
  }

  private Set<Flagged> flags(RecordState state) {
    Set<Flagged> flags = new HashSet<>(0);
    for (SystemId system : entity.flows().keySet()) {
      Optional<Holding> holding = state.holding(system);
      Set<Risk> risks = risks(state, system);
      if (!risks.isEmpty() || isOwed(holding)) {
        flags.add(new Flagged(Flag.PENDING, system));
      }
      if (!Collections.disjoint(risks, Guarding.FLAGGED)) {
        flags.add(new Flagged(Flag.RISKY, system));
      }
      if (holding.isPresent() && !holding.get().held().isEmpty()) {
        flags.add(new Flagged(Flag.HELD, system));
      }
      if (holding.isPresent() && !holding.get().quarantine().isEmpty()) {
        flags.add(new Flagged(Flag.QUARANTINED, system));
      }
    }
    if (isTombstone(state, flags)) {
      flags.add(new Flagged(Flag.TOMBSTONE, entity.flows().firstKey()));
    }
    return flags;
  }

  private static boolean isTombstone(RecordState state, Set<Flagged> flags) {
    return !state.alive() && flags.isEmpty() && state.holdings().stream().noneMatch(Holding::alive);
  }

  /** Whether something is to be read, written or answered. */
  boolean isPending(RecordState state, SystemId system) {
    return isPending(state, system, Withheld.nothing());
  }

  /** The same, less what guards hold. */
  boolean isPending(RecordState state, SystemId system, Withheld withheld) {
    return isOwed(state.holding(system))
        || (entity.flow(system).takesWrites()
            && entity.planner().isPending(state, system, withheld));
  }

  private Set<Risk> risks(RecordState state, SystemId system) {
    Flow flow = entity.flow(system);
    return flow.takesWrites() ? entity.planner().risks(state, system, flow.keyFields()) : Set.of();
  }

  /** Whether something is to be read or answered. */
  private static boolean isOwed(Optional<Holding> holding) {
    return holding.isPresent()
        && (holding.get().inFlight().isPresent() || holding.get().readOwed());
  }
}
