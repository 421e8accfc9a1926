package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds records that cannot be made in a system one after the other, since each names the next and
 * the last names the first: one of them must be made without its reference. Looks at no more than
 * {@value #MOST} records; a longer circle waits. Lives for one batch, and loads no record twice.
 */
final class Circles {

  private static final int MOST = 1_000;

  private final EntityOrder order;
  private final SystemId system;
  private final StoreView view;
  private final Map<Named, Optional<StoredRecord>> loaded = new HashMap<>();

  Circles(EntityOrder order, SystemId system, StoreView view) {
    this.order = order;
    this.system = system;
    this.view = view;
  }

  /** Whether what {@code field} names waits, over any number of records, for the record itself. */
  boolean leadsBack(SyncEntity entity, StoredRecord record, String field) {
    EntityName target = entity.references().get(field);
    if (target == null || !order.isCircular(entity.name(), target)) {
      return false;
    }
    Named start = new Named(entity.name(), record.id());
    return RecordsToKeys.record(record.state().head().values(), field)
        .map(id -> leadsTo(new Named(target, id), start, new HashSet<>()))
        .orElse(false);
  }

  private boolean leadsTo(Named from, Named goal, Set<Named> seen) {
    if (from.equals(goal)) {
      return true;
    }
    if (!seen.add(from) || seen.size() > MOST) {
      return false;
    }
    SyncEntity entity = order.entity(from.entity());
    Optional<StoredRecord> record = loaded.computeIfAbsent(from, this::load);
    if (record.isEmpty()
        || !record.get().state().alive()
        || RecordsToKeys.isThere(record.get(), entity.flow(system))) {
      return false;
    }
    Row row = record.get().state().head().values();
    return entity.references().entrySet().stream()
        .anyMatch(
            each ->
                RecordsToKeys.record(row, each.getKey())
                    .map(id -> leadsTo(new Named(each.getValue(), id), goal, seen))
                    .orElse(false));
  }

  private Optional<StoredRecord> load(Named named) {
    return Optional.ofNullable(view.load(named.entity(), List.of(named.id())).get(named.id()));
  }

  private record Named(EntityName entity, RecordId id) {}
}
