package io.syncline.engine;

import io.syncline.store.FlowProgress;
import io.syncline.store.Lease;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the stages of one run share.
 *
 * @param lease under which it runs
 * @param identity of the store, part of every write's id
 */
record RunContext(
    Transactions transactions,
    Lease lease,
    Tally tally,
    InstantSource clock,
    HubCount count,
    HubLimits limits,
    Pauses pauses,
    OpenCreates openCreates,
    Listings listings,
    Rewinds rewinds,
    EntityOrder order,
    Map<FlowName, Standoffs> standoffs,
    String identity) {

  /** Whether nobody can have taken over yet, so that something may be written to a system. */
  boolean mayWrite() {
    return !lease.left().isZero() || lease.renew();
  }

  Standoffs standoffs(SyncEntity entity, Flow flow) {
    return standoffs.computeIfAbsent(
        new FlowName(entity.name(), flow.system()), name -> new Standoffs());
  }

  /** How far the flow's changes were taken in. */
  FlowProgress progress(SyncEntity entity, Flow flow) {
    return transactions.call(
        transaction ->
            transaction.progress(entity.name(), flow.system()).orElse(FlowProgress.none()));
  }
}
