package io.syncline.operate;

import io.syncline.engine.SyncEntity;
import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Holding;
import io.syncline.store.Flag;
import io.syncline.store.JournalEntry;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Entries about known records, which a flag finds. */
abstract class RecordEntries implements EntrySource {

  /** Above every register's name. */
  private static final String LAST_REGISTER = "\uffff";

  private final EntryKind kind;
  private final Flag flag;

  RecordEntries(EntryKind kind, Flag flag) {
    this.kind = kind;
    this.flag = flag;
  }

  /** The entries of one record in one system, in order. */
  abstract List<Current> of(
      SyncEntity entity, StoredRecord record, Holding holding, List<JournalEntry> journal);

  @Override
  public final Batch above(
      StoreView view, SyncEntity entity, SystemId system, Optional<EntryId> after, int most) {
    long from = after.flatMap(EntryId::record).map(id -> id.value() - 1).orElse(0L);
    List<RecordId> ids = view.flagged(flag, entity.name(), system, from, most);
    if (ids.isEmpty()) {
      return Batch.end();
    }
    List<Current> found =
        of(view, entity, system, ids).stream()
            .filter(each -> after.isEmpty() || each.id().compareTo(after.get()) > 0)
            .toList();
    RecordId last = ids.get(ids.size() - 1);
    return new Batch(
        found,
        ids.size() < most ? Optional.empty() : Optional.of(end(entity.name(), system, last)));
  }

  private EntryId end(EntityName entity, SystemId system, RecordId record) {
    return new EntryId(kind, entity, system, Optional.of(record), Optional.empty(), LAST_REGISTER);
  }

  @Override
  public final List<Current> at(
      StoreView view, SyncEntity entity, SystemId system, Collection<EntryId> ids) {
    Set<EntryId> wanted = new HashSet<>(ids);
    Set<RecordId> records =
        ids.stream().flatMap(id -> id.record().stream()).collect(Collectors.toSet());
    return of(view, entity, system, records).stream()
        .filter(each -> wanted.contains(each.id()))
        .toList();
  }

  private List<Current> of(
      StoreView view, SyncEntity entity, SystemId system, Collection<RecordId> ids) {
    Map<RecordId, StoredRecord> records = new TreeMap<>(view.load(entity.name(), ids));
    List<Current> found = new ArrayList<>();
    for (StoredRecord record : records.values()) {
      Optional<Holding> holding = record.state().holding(system);
      if (holding.isPresent()) {
        List<JournalEntry> journal = view.journal(entity.name(), record.id());
        found.addAll(of(entity, record, holding.get(), journal));
      }
    }
    return found;
  }

  static SortedMap<SystemId, NativeKey> keys(StoredRecord record) {
    SortedMap<SystemId, NativeKey> keys = new TreeMap<>();
    record.links().forEach((system, link) -> keys.put(system, link.key()));
    return keys;
  }

  /** When the last of those decisions was taken; empty where there is none any more. */
  static Optional<Instant> last(List<JournalEntry> journal, Predicate<JournalEntry> which) {
    return journal.stream().filter(which).reduce((first, second) -> second).map(JournalEntry::at);
  }
}
