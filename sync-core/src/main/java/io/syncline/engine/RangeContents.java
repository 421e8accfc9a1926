package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Holding;
import io.syncline.spi.RecordDigest;
import io.syncline.store.RecordChange;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records behind some ranges, as one transaction sees them: listed by now, or before. */
final class RangeContents {

  private final SystemId system;
  private final Map<NativeKey, RecordId> links;
  private final Map<RecordId, StoredRecord> records;
  private final Map<RecordId, RecordChange> changes = new LinkedHashMap<>();

  private RangeContents(
      SystemId system, Map<NativeKey, RecordId> links, Map<RecordId, StoredRecord> records) {
    this.system = system;
    this.links = links;
    this.records = records;
  }

  static RangeContents of(
      SyncEntity entity,
      SystemId system,
      List<SweptRange> ranges,
      List<List<RecordDigest>> lists,
      StoreView view) {
    List<NativeKey> keys = lists.stream().flatMap(List::stream).map(RecordDigest::key).toList();
    Map<NativeKey, RecordId> links = view.linked(entity.name(), system, keys);
    Set<RecordId> ids = new HashSet<>(links.values());
    ranges.forEach(range -> ids.addAll(range.members()));
    return new RangeContents(system, links, view.load(entity.name(), ids));
  }

  /** Whether the hub holds the record under this very version, and knows all of its form. */
  boolean isHeld(RecordDigest listed) {
    return linked(listed)
        .flatMap(record -> record.state().holding(system))
        .filter(Holding::alive)
        .filter(holding -> holding.unconfirmed().isEmpty())
        .flatMap(Holding::token)
        .equals(Optional.of(listed.version()));
  }

  private Optional<StoredRecord> linked(RecordDigest listed) {
    return Optional.ofNullable(links.get(listed.key())).map(records::get);
  }

  /** The records that are linked to what was listed, ascending. */
  List<RecordId> linked(List<RecordDigest> list) {
    return list.stream()
        .map(each -> links.get(each.key()))
        .filter(id -> id != null)
        .distinct()
        .sorted()
        .toList();
  }

  /** Those of the records that are believed to be there. */
  List<RecordId> alive(Collection<RecordId> ids) {
    return ids.stream()
        .filter(
            id ->
                Optional.ofNullable(records.get(id))
                    .flatMap(record -> record.state().holding(system))
                    .map(Holding::alive)
                    .orElse(false))
        .toList();
  }

  /** What was listed has been compared: it is marked only if it is not what the hub holds. */
  void compared(List<RecordDigest> list) {
    for (RecordDigest each : list) {
      linked(each).ifPresent(record -> mark(record, !isHeld(each)));
    }
  }

  /** It is known that they are gone. */
  void gone(Collection<RecordId> ids) {
    ids.stream()
        .flatMap(id -> Optional.ofNullable(records.get(id)).stream())
        .forEach(record -> mark(record, false));
  }

  private void mark(StoredRecord record, boolean marked) {
    StoredRecord now = Unswept.mark(record, system, marked);
    if (!now.equals(record)) {
      changes.put(record.id(), RecordChange.changed(record, now));
    }
  }

  /** The records whose mark is another now. */
  List<RecordChange> changes() {
    return new ArrayList<>(changes.values());
  }
}
