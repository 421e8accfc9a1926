package io.syncline.engine;

import io.syncline.spi.AdapterException;
import io.syncline.store.FlowProgress;
import io.syncline.store.Lease;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
    BackOff backOff,
    ReadDelays readDelays,
    OpenCreates openCreates,
    BulkJobs jobs,
    Listings listings,
    Rewinds rewinds,
    EntityOrder order,
    Admission admission,
    Watch watch,
    Overlap overlap,
    Map<FlowName, Standoffs> standoffs,
    String identity) {

  /** Whether nobody can have taken over yet, so that something may be written to a system. */
  boolean mayWrite() {
    return !lease.left().isZero() || lease.renew();
  }

  /**
   * Reads from the flow's system.
   *
   * @throws HeldBack where the flow may not be read now
   * @throws AdapterException.ReadThrottled where its records may not show yet what was written
   */
  <T> T read(SyncEntity entity, Flow flow, Phase phase, Supplier<T> call) {
    FlowName name = new FlowName(entity.name(), flow.system());
    Optional<String> why = admission.notRead(name);
    if (why.isPresent()) {
      throw new HeldBack(why.get());
    }
    if (phase != Phase.BEGIN) {
      requireSight(name, flow);
    }
    watch.step(phase, name);
    T answer = AdapterCall.of(flow, call);
    watch.progress();
    return answer;
  }

  /** Meanwhile nothing is written there: each write would put the read off again. */
  private void requireSight(FlowName name, Flow flow) {
    Optional<Instant> until = readDelays.until(name, flow, clock.instant());
    if (until.isPresent()) {
      backOff.throttled(name, BackOff.Use.WRITING, until.get());
      throw new AdapterException.ReadThrottled(
          until.get(), "reads may miss what was written: system=" + flow.system());
    }
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
