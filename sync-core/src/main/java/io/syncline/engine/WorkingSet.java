package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.RecordState;
import io.syncline.store.Link;
import io.syncline.store.RecordChange;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of one entity that one transaction works on: loaded in a batch, changed any number of
 * times, saved in a batch. A record that did not change is not saved.
 */
final class WorkingSet {

  private final SyncEntity entity;
  private final StoreTransaction transaction;
  private final Map<RecordId, StoredRecord> before = new HashMap<>();
  private final Map<RecordId, StoredRecord> after = new LinkedHashMap<>();

  WorkingSet(SyncEntity entity, StoreTransaction transaction) {
    this.entity = entity;
    this.transaction = transaction;
  }

  void load(Collection<RecordId> ids) {
    List<RecordId> missing = ids.stream().filter(id -> !before.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      before.putAll(transaction.load(entity.name(), missing));
    }
  }

  /**
   * Takes a record as an earlier transaction saved it. Only for one that nobody can have changed
   * since: a write in flight is answered by the run that planned it.
   */
  void adopt(StoredRecord saved) {
    before.put(saved.id(), saved);
  }

  /** The record as it is now; it must have been loaded or put. */
  StoredRecord get(RecordId id) {
    StoredRecord record = after.getOrDefault(id, before.get(id));
    if (record == null) {
      throw new IllegalStateException("must be loaded: entity=" + entity.name() + " record=" + id);
    }
    return record;
  }

  boolean has(RecordId id) {
    return before.containsKey(id) || after.containsKey(id);
  }

  void put(StoredRecord record) {
    after.put(record.id(), record);
  }

  void put(RecordId id, RecordState state) {
    StoredRecord record = get(id);
    if (!state.equals(record.state())) {
      put(new StoredRecord(id, state, record.links()));
    }
  }

  void link(RecordId id, SystemId system, Link link) {
    StoredRecord record = get(id);
    if (!link.equals(record.links().get(system))) {
      Map<SystemId, Link> links = new HashMap<>(record.links());
      links.put(system, link);
      put(new StoredRecord(id, record.state(), links));
    }
  }

  void unlink(RecordId id, SystemId system) {
    StoredRecord record = get(id);
    Map<SystemId, Link> links = new HashMap<>(record.links());
    links.remove(system);
    put(new StoredRecord(id, record.state(), links));
  }

  /** Saves what changed, with its indexes; which records that was. */
  Set<RecordId> save() {
    if (after.isEmpty()) {
      return Set.of();
    }
    Attention attention = new Attention(entity);
    Unswept unswept = Unswept.of(entity, transaction);
    List<RecordChange> changes = new ArrayList<>();
    Set<RecordId> saved = new LinkedHashSet<>();
    after.forEach(
        (id, record) -> {
          Optional<StoredRecord> old = Optional.ofNullable(before.get(id));
          StoredRecord indexed = unswept.marked(old, attention.index(record));
          if (!old.equals(Optional.of(indexed))) {
            changes.add(new RecordChange(old, Optional.of(indexed)));
            before.put(id, indexed);
            saved.add(id);
          }
        });
    after.clear();
    if (!changes.isEmpty()) {
      transaction.save(entity.name(), changes);
    }
    return saved;
  }
}
