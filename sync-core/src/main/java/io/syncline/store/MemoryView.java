package io.syncline.store;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.store.MemoryTables.FlagPlace;
import io.syncline.store.MemoryTables.NotePlace;
import io.syncline.store.MemoryTables.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into one moment's tables. */
class MemoryView implements StoreView {

  private final MemoryTables tables;
  private boolean closed;

  MemoryView(MemoryTables tables) {
    this.tables = tables;
  }

  /** The tables, while this is open. */
  final MemoryTables tables() {
    if (closed) {
      throw new IllegalStateException("must be open: view=closed");
    }
    return tables;
  }

  @Override
  public String identity() {
    return tables().identity;
  }

  @Override
  public Map<NativeKey, RecordId> linked(
      EntityName entity, SystemId system, Collection<NativeKey> keys) {
    return found(MemoryTables.at(tables().links, new Place(entity, system)), keys);
  }

  @Override
  public long countLinked(EntityName entity, SystemId system) {
    return MemoryTables.at(tables().links, new Place(entity, system)).size();
  }

  @Override
  public Map<RecordId, StoredRecord> load(EntityName entity, Collection<RecordId> ids) {
    return found(MemoryTables.at(tables().records, entity), ids);
  }

  @Override
  public Map<Long, List<RecordId>> correlated(EntityName entity, Collection<Long> digests) {
    Map<Long, List<RecordId>> lists = new LinkedHashMap<>();
    found(MemoryTables.at(tables().digests, entity), digests)
        .forEach((digest, records) -> lists.put(digest, firstOf(records, 0, Integer.MAX_VALUE)));
    return lists;
  }

  @Override
  public List<RecordId> flagged(
      Flag flag, EntityName entity, SystemId system, long after, int limit) {
    FlagPlace place = new FlagPlace(flag, new Place(entity, system));
    return firstOf(MemoryTables.at(tables().flags, place), after, limit);
  }

  @Override
  public long countFlagged(Flag flag, EntityName entity, SystemId system) {
    return MemoryTables.at(tables().flags, new FlagPlace(flag, new Place(entity, system))).size();
  }

  @Override
  public List<RecordId> records(EntityName entity, long after, int limit) {
    return firstOf(MemoryTables.at(tables().records, entity), after, limit);
  }

  @Override
  public long countRecords(EntityName entity) {
    return MemoryTables.at(tables().records, entity).size();
  }

  @Override
  public Optional<FlowProgress> progress(EntityName entity, SystemId system) {
    return tables().progress.get(new Place(entity, system));
  }

  @Override
  public List<ParkedRow> parked(
      EntityName entity, SystemId system, Optional<NativeKey> after, int limit) {
    List<ParkedRow> rows = new ArrayList<>();
    MemoryTables.at(tables().parked, new Place(entity, system))
        .above(after, (key, row) -> rows.size() < limit && rows.add(row));
    return rows;
  }

  @Override
  public Map<NativeKey, ParkedRow> parked(
      EntityName entity, SystemId system, Collection<NativeKey> keys) {
    return found(MemoryTables.at(tables().parked, new Place(entity, system)), keys);
  }

  @Override
  public long countParked(EntityName entity, SystemId system) {
    return MemoryTables.at(tables().parked, new Place(entity, system)).size();
  }

  @Override
  public List<Note> notes(
      EntityName entity, SystemId system, NoteKind kind, Optional<String> after, int limit) {
    List<Note> notes = new ArrayList<>();
    MemoryTables.at(tables().notes, new NotePlace(kind, new Place(entity, system)))
        .above(after, (subject, note) -> notes.size() < limit && notes.add(note));
    return notes;
  }

  @Override
  public Map<String, Note> notes(
      EntityName entity, SystemId system, NoteKind kind, Collection<String> subjects) {
    return found(
        MemoryTables.at(tables().notes, new NotePlace(kind, new Place(entity, system))), subjects);
  }

  @Override
  public List<JournalEntry> journal(EntityName entity, RecordId id) {
    List<JournalEntry> entries = new ArrayList<>();
    MemoryTables.at(MemoryTables.at(tables().journal, entity), id)
        .above(Optional.empty(), (number, entry) -> entries.add(entry));
    return entries;
  }

  @Override
  public List<Journaled> journal(EntityName entity, Optional<JournalPosition> after, int limit) {
    List<Journaled> page = new ArrayList<>();
    Tree<RecordId, Tree<Long, JournalEntry>> journal = MemoryTables.at(tables().journal, entity);
    after.ifPresent(
        position -> page(journal, position.record(), Optional.of(position.number()), limit, page));
    journal.above(
        after.map(JournalPosition::record),
        (record, entries) -> page(journal, record, Optional.empty(), limit, page));
    return page;
  }

  /** Whether there is room for more. */
  private static boolean page(
      Tree<RecordId, Tree<Long, JournalEntry>> journal,
      RecordId record,
      Optional<Long> after,
      int limit,
      List<Journaled> page) {
    MemoryTables.at(journal, record)
        .above(
            after,
            (number, entry) ->
                page.size() < limit
                    && page.add(new Journaled(new JournalPosition(record, number), entry)));
    return page.size() < limit;
  }

  @Override
  public long count() {
    return tables().count;
  }

  @Override
  public void close() {
    closed = true;
  }

  private static <K extends Comparable<? super K>, V> Map<K, V> found(
      Tree<K, V> table, Collection<K> keys) {
    Map<K, V> found = new LinkedHashMap<>();
    keys.forEach(key -> table.get(key).ifPresent(value -> found.put(key, value)));
    return found;
  }

  private static List<RecordId> firstOf(Tree<RecordId, ?> table, long after, int limit) {
    List<RecordId> ids = new ArrayList<>();
    Optional<RecordId> start = after < 1 ? Optional.empty() : Optional.of(new RecordId(after));
    table.above(start, (id, value) -> ids.size() < limit && ids.add(id));
    return ids;
  }
}
