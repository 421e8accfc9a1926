package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Decision;
import io.syncline.reconcile.Event;
import io.syncline.reconcile.EventKind;
import io.syncline.reconcile.Step;
import io.syncline.store.Flag;
import io.syncline.store.StoreTransaction;
import java.util.List;

/** What people change by hand, within one transaction. */
public final class Change {

  private final StoreTransaction transaction;
  private final RunContext run;

  Change(StoreTransaction transaction, RunContext run) {
    this.transaction = transaction;
    this.run = run;
  }

  /** Decides a held conflict; false when what it was decided on has moved on: nothing is done. */
  public boolean resolve(
      SyncEntity entity, RecordId id, SystemId system, String register, Decision decision) {
    WorkingSet records = new WorkingSet(entity, transaction);
    records.load(List.of(id));
    Step step = entity.reconciler().resolve(records.get(id).state(), system, register, decision);
    records.put(id, step.state());
    run.count().next(transaction);
    records.save();
    Decisions decisions = new Decisions(entity, run.tally(), run.clock().instant());
    decisions.taken(id, system, step.events());
    decisions.write(transaction);
    return step.events().stream().map(Event::kind).noneMatch(kind -> kind == EventKind.REFUSED);
  }

  /**
   * Lets what the system refused be written again, for one batch of records above {@code after}.
   *
   * @return the records, ascending; empty when there are no more
   */
  public List<RecordId> retry(SyncEntity entity, SystemId system, long after) {
    List<RecordId> refused =
        transaction.flagged(
            Flag.QUARANTINED, entity.name(), system, after, run.limits().intakeRows());
    WorkingSet records = new WorkingSet(entity, transaction);
    records.load(refused);
    for (RecordId id : refused) {
      records.put(id, entity.reconciler().retry(records.get(id).state(), system));
    }
    run.count().next(transaction);
    records.save();
    return refused;
  }
}
