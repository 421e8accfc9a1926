package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.store.Flagged;
import io.syncline.store.Link;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.ParkedRow;
import io.syncline.store.RecordChange;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Forgets a system that takes part no more: its links, what it was believed to hold, what waits of
 * it, how far it was read; and its place in the clocks of records where no value is an event of it.
 * The agreed values stay. A batch at a time; repeating it is harmless.
 */
final class Leaving {

  private final SyncEntity entity;
  private final SystemId system;
  private final RunContext run;

  Leaving(SyncEntity entity, SystemId system, RunContext run) {
    if (entity.flows().containsKey(system)) {
      throw new IllegalArgumentException(
          "must not be declared any more: entity=" + entity.name() + " system=" + system);
    }
    this.entity = entity;
    this.system = system;
    this.run = run;
  }

  /** How many records it was swept from. */
  long sweep() {
    long swept = 0;
    Batch batch = new Batch(0, 0);
    while (batch.last >= 0) {
      long after = batch.last;
      batch = run.transactions().call(transaction -> sweep(after, transaction));
      swept += batch.swept;
    }
    run.transactions().call(this::forgetFlow);
    return swept;
  }

  private Batch sweep(long after, StoreTransaction transaction) {
    List<RecordId> ids = transaction.records(entity.name(), after, run.limits().intakeRows());
    if (ids.isEmpty()) {
      return new Batch(-1, 0);
    }
    List<RecordChange> changes = new ArrayList<>();
    for (StoredRecord record : transaction.load(entity.name(), ids).values()) {
      StoredRecord without = without(record);
      if (!without.equals(record)) {
        changes.add(RecordChange.changed(record, without));
      }
    }
    if (!changes.isEmpty()) {
      run.count().next(transaction);
      transaction.save(entity.name(), changes);
    }
    return new Batch(ids.get(ids.size() - 1).value(), changes.size());
  }

  private StoredRecord without(StoredRecord record) {
    Map<SystemId, Link> links = new HashMap<>(record.links());
    links.remove(system);
    Set<Flagged> flags = new HashSet<>(record.flags());
    flags.removeIf(flag -> flag.system().equals(system));
    StoredRecord left = new StoredRecord(record.id(), record.state().without(system), links);
    return new StoredRecord(left.id(), left.state(), left.links(), record.correlation(), flags);
  }

  private boolean forgetFlow(StoreTransaction transaction) {
    int batch = run.limits().intakeRows();
    List<ParkedRow> parked = transaction.parked(entity.name(), system, Optional.empty(), batch);
    while (!parked.isEmpty()) {
      List<NativeKey> keys = parked.stream().map(ParkedRow::key).toList();
      transaction.unpark(entity.name(), system, keys);
      parked = transaction.parked(entity.name(), system, Optional.empty(), batch);
    }
    for (NoteKind kind : NoteKind.values()) {
      List<Note> notes = transaction.notes(entity.name(), system, kind, Optional.empty(), batch);
      while (!notes.isEmpty()) {
        transaction.forget(entity.name(), system, kind, notes.stream().map(Note::subject).toList());
        notes = transaction.notes(entity.name(), system, kind, Optional.empty(), batch);
      }
    }
    transaction.dropProgress(entity.name(), system);
    return true;
  }

  /**
   * What one transaction did.
   *
   * @param last the last record looked at; negative: there was none
   */
  private record Batch(long last, long swept) {}
}
