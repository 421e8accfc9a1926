package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Step;
import io.syncline.reconcile.WriteKind;
import io.syncline.reconcile.WriteResult;
import io.syncline.store.Flag;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.util.List;
import java.util.Optional;

/**
 * Begins a term: nobody knows what became of the writes that an earlier holder of the store had in
 * flight; and a system that it did not have joins. A crash repeats it.
 */
final class Recovery {

  private final List<SyncEntity> entities;
  private final StateStore store;
  private final Transactions transactions;
  private final Term term;
  private final int batch;

  Recovery(List<SyncEntity> entities, StateStore store, Term term, int batch) {
    this.entities = entities;
    this.store = store;
    this.transactions = Transactions.committing(store);
    this.term = term;
    this.batch = batch;
  }

  /** Does nothing if it was done in this term. */
  void run() {
    if (term.recovered) {
      return;
    }
    try (StoreView view = store.view()) {
      term.rewinds.recover(entities, view);
    }
    for (SyncEntity entity : entities) {
      new Joining(entity, transactions, term.count, batch).run();
      entity.flows().values().stream()
          .filter(flow -> !flow.isSweptByDigest())
          .forEach(flow -> forgetSweeps(entity, flow.system()));
      for (SystemId system : entity.flows().keySet()) {
        findJob(new FlowName(entity.name(), system));
        long after = 0;
        while (after >= 0) {
          after = doubt(entity, system, after);
        }
      }
    }
    term.recovered = true;
  }

  /** It goes on where it is. */
  private void findJob(FlowName flow) {
    try (StoreView view = store.view()) {
      new BulkJobNotes(flow).load(view).ifPresent(job -> term.jobs.put(flow, job));
    }
  }

  /** What the hub learns while nobody marks it must not be taken as compared later on. */
  private void forgetSweeps(SyncEntity entity, SystemId system) {
    SweptRanges kept = new SweptRanges(entity.name(), system);
    transactions.call(
        transaction -> {
          if (kept.summary(transaction).isPresent()) {
            kept.forgetSummary(transaction);
          }
          return true;
        });
  }

  /** The next batch above {@code after}; answers where the one behind it begins, or -1. */
  private long doubt(SyncEntity entity, SystemId system, long after) {
    return transactions.call(
        transaction -> {
          List<RecordId> ids =
              transaction.flagged(Flag.PENDING, entity.name(), system, after, batch);
          if (ids.isEmpty()) {
            return -1L;
          }
          WorkingSet records = new WorkingSet(entity, transaction);
          records.load(ids);
          long now = term.count.next(transaction);
          ids.forEach(id -> doubt(entity, system, records, id, now));
          records.save();
          return ids.get(ids.size() - 1).value();
        });
  }

  private void doubt(
      SyncEntity entity, SystemId system, WorkingSet records, RecordId id, long now) {
    Optional<InFlight> inFlight =
        records.get(id).state().holding(system).flatMap(Holding::inFlight);
    if (inFlight.isPresent() && !inFlight.get().unknown()) {
      Step step =
          entity
              .reconciler()
              .outcome(records.get(id).state(), system, new WriteResult.Unknown(), now);
      records.put(id, step.state());
    }
    if (inFlight.isPresent() && inFlight.get().kind() == WriteKind.CREATE) {
      term.openCreates.add(entity.name(), system, id);
    }
  }
}
