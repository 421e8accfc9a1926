package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The records of other entities that the rows of one page name. A row that names one which nobody
 * knows yet waits for it; where records may name each other in a circle, neither could wait for the
 * other, so such a row is taken in without the field, and looked at again.
 */
final class NamedRecords {

  private final SyncEntity entity;
  private final Flow flow;
  private final EntityOrder order;
  private final Instant at;
  private final Map<NativeKey, ParkedRow> incomplete = new LinkedHashMap<>();
  private KeysToRecords keys;

  NamedRecords(SyncEntity entity, Flow flow, StoreView view, EntityOrder order, Instant at) {
    this.entity = entity;
    this.flow = flow;
    this.order = order;
    this.at = at;
    this.keys = KeysToRecords.of(flow, view, List.of());
  }

  /** Looks up what the page names, all at once. */
  void load(StoreView view, Page page) {
    if (flow.references().isEmpty()) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    for (Sighting sighting : page.sightings()) {
      if (sighting instanceof Sighting.Shown shown) {
        rows.add(shown.normalised().row());
      }
    }
    keys = KeysToRecords.of(flow, view, rows);
  }

  /** What a row has to wait for, in words; empty where it may be taken in. */
  Optional<String> waitsFor(Sighting.Shown shown, Row row) {
    Map<String, NativeKey> unknown = keys.unknown(row);
    incomplete.remove(shown.key());
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    String words = words(unknown);
    if (!unknown.keySet().stream().allMatch(this::isCircular)) {
      return Optional.of(words);
    }
    incomplete.put(
        shown.key(),
        ParkedRow.of(
            shown.key(),
            ParkedRow.Reason.WITHOUT_REFERENCE,
            words,
            List.of(),
            shown.image().row(),
            at));
    return Optional.empty();
  }

  private boolean isCircular(String field) {
    return order.isCircular(entity.name(), Objects.requireNonNull(flow.references().get(field)));
  }

  private String words(Map<String, NativeKey> unknown) {
    return unknown.entrySet().stream()
        .map(
            each ->
                each.getKey()
                    + " names a record of "
                    + flow.references().get(each.getKey())
                    + " that is not known yet: key="
                    + each.getValue())
        .collect(Collectors.joining("; "));
  }

  /** The row with records in place of their keys; a field that names an unknown one is left out. */
  Row records(Row row) {
    return keys.records(row);
  }

  /** Whether the native record was taken in without a field. */
  boolean isIncomplete(NativeKey key) {
    return incomplete.containsKey(key);
  }

  /** What was taken in without a field waits to be looked at again. */
  void park(Parking parking) {
    incomplete.values().forEach(parking::parkTaken);
  }
}
