package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.store.StoreView;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the native keys by which the rows of one system name other records into those records, for
 * many rows at once. {@link RecordsToKeys} is the way back.
 */
public final class KeysToRecords {

  private final Map<String, EntityName> references;
  private final Map<EntityName, Map<NativeKey, RecordId>> known = new HashMap<>();

  private KeysToRecords(Map<String, EntityName> references) {
    this.references = references;
  }

  /**
   * For these rows.
   *
   * @param rows canonical, but with native keys where they name other records
   */
  public static KeysToRecords of(Flow flow, StoreView view, Collection<Row> rows) {
    KeysToRecords records = new KeysToRecords(flow.references());
    Map<EntityName, Set<NativeKey>> keys = new HashMap<>();
    records.references.forEach(
        (field, entity) -> {
          Set<NativeKey> named = keys.computeIfAbsent(entity, each -> new LinkedHashSet<>());
          rows.forEach(row -> key(row, field).ifPresent(named::add));
        });
    keys.forEach(
        (entity, named) ->
            records.known.put(
                entity, named.isEmpty() ? Map.of() : view.linked(entity, flow.system(), named)));
    return records;
  }

  /** For native rows, as far as the mapping takes them. */
  public static KeysToRecords ofNative(Flow flow, StoreView view, Collection<Row> nativeRows) {
    return flow.references().isEmpty()
        ? of(flow, view, List.of())
        : of(flow, view, nativeRows.stream().map(row -> flow.mapping().get(row).row()).toList());
  }

  /** The row with records in place of their keys; a field that names an unknown one is left out. */
  public Row records(Row row) {
    if (references.isEmpty()) {
      return row;
    }
    Row.Builder records = Row.builder();
    row.forEach(
        (name, value) -> {
          if (!references.containsKey(name) || value.isNull()) {
            records.set(name, value);
          } else {
            record(row, name).ifPresent(id -> records.set(name, text(id)));
          }
        });
    return records.build();
  }

  /** The fields that name records that nobody knows yet, with the keys they show. */
  public Map<String, NativeKey> unknown(Row row) {
    Map<String, NativeKey> unknown = new LinkedHashMap<>();
    for (String field : references.keySet()) {
      Optional<NativeKey> key = key(row, field);
      if (key.isPresent() && record(row, field).isEmpty()) {
        unknown.put(field, key.get());
      }
    }
    return unknown;
  }

  private Optional<RecordId> record(Row row, String field) {
    Map<NativeKey, RecordId> records = known.getOrDefault(references.get(field), Map.of());
    return key(row, field).flatMap(key -> Optional.ofNullable(records.get(key)));
  }

  private static Optional<NativeKey> key(Row row, String field) {
    return row.get(field).filter(value -> !value.isNull()).map(v -> NativeKey.of(v.toString()));
  }

  /** How a reference stands in a record: as the number of the record that it names. */
  static Value text(RecordId id) {
    return Value.of(Long.toString(id.value()));
  }

  static RecordId record(Value value) {
    return new RecordId(Long.parseLong(value.toString()));
  }
}
