package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.store.Link;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns records that are named by other records into the keys that one system knows them by, for
 * many rows at once. A record that the system has not is left out.
 */
final class RecordsToKeys {

  private final Flow flow;
  private final Map<EntityName, Map<RecordId, StoredRecord>> records = new HashMap<>();

  private RecordsToKeys(Flow flow) {
    this.flow = flow;
  }

  /** For what these records agree on and what the system shows of them. */
  static RecordsToKeys of(Flow flow, StoreView view, Collection<RecordState> states) {
    RecordsToKeys keys = new RecordsToKeys(flow);
    List<Row> rows = flow.references().isEmpty() ? List.of() : rows(flow, states);
    Map<EntityName, Set<RecordId>> named = new HashMap<>();
    flow.references()
        .forEach(
            (field, entity) -> {
              Set<RecordId> ids = named.computeIfAbsent(entity, each -> new LinkedHashSet<>());
              rows.forEach(row -> record(row, field).ifPresent(ids::add));
            });
    named.forEach(
        (entity, ids) ->
            keys.records.put(entity, ids.isEmpty() ? Map.of() : view.load(entity, ids)));
    return keys;
  }

  private static List<Row> rows(Flow flow, Collection<RecordState> states) {
    List<Row> rows = new ArrayList<>();
    for (RecordState state : states) {
      rows.add(state.head().values());
      state.holding(flow.system()).ifPresent(holding -> rows.add(holding.registers().values()));
    }
    return rows;
  }

  /** The row with keys in place of records; a field that names one without a key is left out. */
  Row keys(Row row) {
    if (flow.references().isEmpty()) {
      return row;
    }
    Row.Builder keys = Row.builder();
    row.forEach(
        (name, value) -> {
          if (!flow.references().containsKey(name) || value.isNull()) {
            keys.set(name, value);
          } else {
            key(row, name).ifPresent(key -> keys.set(name, Value.of(key.parts().get(0))));
          }
        });
    return keys.build();
  }

  /** The fields by which the record agrees on records that the system does not have. */
  Set<String> missing(RecordState state) {
    if (flow.references().isEmpty()) {
      return Set.of();
    }
    Row row = state.head().values();
    Set<String> missing = new LinkedHashSet<>();
    for (String field : flow.references().keySet()) {
      if (record(row, field).isPresent() && key(row, field).isEmpty()) {
        missing.add(field);
      }
    }
    return missing;
  }

  private Optional<NativeKey> key(Row row, String field) {
    Map<RecordId, StoredRecord> of = records.getOrDefault(flow.references().get(field), Map.of());
    return record(row, field)
        .flatMap(id -> Optional.ofNullable(of.get(id)))
        .filter(record -> isThere(record, flow))
        .map(record -> record.links().get(flow.system()))
        .map(Link::key);
  }

  /** Whether the system shows the record, as far as we know. */
  static boolean isThere(StoredRecord record, Flow flow) {
    return record.links().containsKey(flow.system())
        && record.state().holding(flow.system()).map(Holding::alive).orElse(false);
  }

  static Optional<RecordId> record(Row row, String field) {
    return row.get(field).filter(value -> !value.isNull()).map(KeysToRecords::record);
  }
}
