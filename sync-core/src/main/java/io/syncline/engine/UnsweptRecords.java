package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.reconcile.Holding;
import io.syncline.store.Flag;
import io.syncline.store.Link;
import io.syncline.store.RecordChange;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The records of one flow that are marked as not swept, after all ranges were compared. */
final class UnsweptRecords {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;

  UnsweptRecords(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
  }

  /** Reads by key what is still marked; whether any record changed. */
  boolean read() {
    boolean changed = false;
    List<StoredRecord> records = after(0);
    while (!records.isEmpty()) {
      List<NativeKey> keys =
          records.stream()
              .flatMap(record -> Optional.ofNullable(record.links().get(flow.system())).stream())
              .map(Link::key)
              .toList();
      if (!keys.isEmpty()) {
        changed |= new Reading(entity, flow, run).takeIn(keys) > 0;
      }
      records = after(last(records));
    }
    return changed;
  }

  /** What no range has, and the system does not show either, needs no mark. */
  void forgetGone(SweepMarks marks) {
    List<StoredRecord> records = after(0);
    while (!records.isEmpty()) {
      List<RecordChange> changes =
          records.stream()
              .filter(record -> !marks.isPlaced(record.id()) && !isShown(record))
              .map(
                  record ->
                      RecordChange.changed(record, Unswept.mark(record, flow.system(), false)))
              .toList();
      if (!changes.isEmpty()) {
        run.transactions().call(transaction -> save(changes, transaction));
      }
      records = after(last(records));
    }
  }

  /** Some with greater ids, ascending. */
  private List<StoredRecord> after(long id) {
    return run.transactions()
        .call(
            transaction ->
                transaction
                    .load(
                        entity.name(),
                        transaction.flagged(
                            Flag.UNSWEPT,
                            entity.name(),
                            flow.system(),
                            id,
                            run.limits().intakeRows()))
                    .values()
                    .stream()
                    .sorted(Comparator.comparing(StoredRecord::id))
                    .toList());
  }

  private boolean isShown(StoredRecord record) {
    return record.state().holding(flow.system()).map(Holding::alive).orElse(false);
  }

  private boolean save(List<RecordChange> changes, StoreTransaction transaction) {
    transaction.save(entity.name(), changes);
    return true;
  }

  private static long last(List<StoredRecord> records) {
    return records.get(records.size() - 1).id().value();
  }
}
