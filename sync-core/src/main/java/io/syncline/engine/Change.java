package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.plan.Guarded;
import io.syncline.reconcile.Decision;
import io.syncline.reconcile.Event;
import io.syncline.reconcile.EventKind;
import io.syncline.reconcile.Step;
import io.syncline.store.Flag;
import io.syncline.store.Note;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people change by hand, within one transaction. */
public final class Change {

  private static final Logger LOG = LoggerFactory.getLogger(Change.class);

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
   * Remembers what a comparison found to differ without a reason, in place of what it found before.
   *
   * @return how many they are
   */
  public int diverged(SyncEntity entity, SystemId system, List<NativeKey> keys) {
    Divergences.save(transaction, entity, system, keys, run.clock().instant());
    return keys.size();
  }

  /**
   * Lets as many records as {@code part} says pass its guard once, in the next plans, as long as
   * they are no more.
   *
   * @param by who approved it
   * @param until when the approval ends
   */
  public void approve(SyncEntity entity, Guarded part, String by, Instant until) {
    SystemId system = entity.flow(part.system()).system();
    Note note = GuardNotes.approval(part.risk(), part.count(), by, run.clock().instant(), until);
    transaction.note(entity.name(), system, List.of(note));
    LOG.info("{} approved {}", by, part);
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
