package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.plan.Planned;
import io.syncline.plan.Withheld;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.RecordState;
import io.syncline.store.Flag;
import io.syncline.store.FlowProgress;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Captures and plans, and sends nothing. */
final class PreviewRun {

  private final List<SyncEntity> entities;
  private final RunContext run;
  private final SyncRun captures;
  private final int writesPerFlow;
  private final List<Plan.PlannedWrite> writes = new ArrayList<>();

  /**
   * @param writesPerFlow how many writes the plan names at most of each flow
   */
  PreviewRun(List<SyncEntity> entities, RunContext run, SyncRun captures, int writesPerFlow) {
    this.entities = entities;
    this.run = run;
    this.captures = captures;
    this.writesPerFlow = writesPerFlow;
  }

  Plan go() {
    captures.checkSchemas();
    captures.capture();
    for (SyncEntity entity : entities) {
      for (Flow flow : entity.flows().values()) {
        run.transactions()
            .call(
                transaction -> {
                  if (mayWrite(entity, flow) && isListed(entity, flow, transaction)) {
                    plan(entity, flow, transaction);
                  }
                  return true;
                });
      }
    }
    return new Plan(
        run.clock().instant(),
        run.tally().counts(),
        run.tally().guarded(),
        writes,
        run.tally().decisions(),
        captures.failures());
  }

  private boolean mayWrite(SyncEntity entity, Flow flow) {
    return run.admission().notWritten(new FlowName(entity.name(), flow.system())).isEmpty();
  }

  private static boolean isListed(SyncEntity entity, Flow flow, StoreTransaction transaction) {
    return transaction
        .progress(entity.name(), flow.system())
        .map(FlowProgress::listed)
        .orElse(false);
  }

  private void plan(SyncEntity entity, Flow flow, StoreTransaction transaction) {
    int kept = 0;
    Doubted doubted = new Doubted(entity.name(), flow.system());
    doubted.look(transaction);
    Withheld withheld = new Guarding(entity, flow, run, transaction).look().withheld();
    List<RecordId> ids = next(entity, flow, transaction, 0);
    while (!ids.isEmpty()) {
      Collection<StoredRecord> records = transaction.load(entity.name(), ids).values();
      RecordsToKeys keys =
          RecordsToKeys.of(flow, transaction, records.stream().map(StoredRecord::state).toList());
      for (StoredRecord record : records) {
        Optional<InFlight> write =
            doubted.has(record) ? Optional.empty() : write(entity, flow, record.state(), withheld);
        if (write.isPresent()) {
          run.tally().count(entity.name(), flow.system(), Acknowledgement.done(write.get().kind()));
          if (kept++ < writesPerFlow) {
            keep(entity, flow, record, write.get(), keys);
          }
        }
      }
      ids = next(entity, flow, transaction, ids.get(ids.size() - 1).value());
    }
  }

  private List<RecordId> next(
      SyncEntity entity, Flow flow, StoreTransaction transaction, long after) {
    return transaction.flagged(
        Flag.PENDING, entity.name(), flow.system(), after, run.limits().intakeRows());
  }

  private Optional<InFlight> write(
      SyncEntity entity, Flow flow, RecordState state, Withheld withheld) {
    Optional<InFlight> inFlight = state.holding(flow.system()).flatMap(Holding::inFlight);
    if (inFlight.isPresent()) {
      return inFlight;
    }
    Planned planned = entity.planner().plan(state, flow.system(), run.count().current(), withheld);
    return planned.write();
  }

  private void keep(
      SyncEntity entity, Flow flow, StoredRecord record, InFlight write, RecordsToKeys keys) {
    Outgoing outgoing = Outgoing.of(entity, flow, run.identity(), record, write, keys);
    writes.add(
        new Plan.PlannedWrite(
            entity.name(),
            flow.system(),
            outgoing.write().kind(),
            outgoing.write().key(),
            outgoing.write().fields()));
  }
}
