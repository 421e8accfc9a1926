package io.syncline.engine;

import io.syncline.store.FlowProgress;
import java.time.InstantSource;

/**
 * What the stages of one run share.
 *
 * @param identity of the store, part of every write's id
 */
record RunContext(
    Transactions transactions,
    Tally tally,
    InstantSource clock,
    HubCount count,
    HubLimits limits,
    Pauses pauses,
    OpenCreates openCreates,
    Listings listings,
    Rewinds rewinds,
    EntityOrder order,
    String identity) {

  /** How far the flow's changes were taken in. */
  FlowProgress progress(SyncEntity entity, Flow flow) {
    return transactions.call(
        transaction ->
            transaction.progress(entity.name(), flow.system()).orElse(FlowProgress.none()));
  }
}
