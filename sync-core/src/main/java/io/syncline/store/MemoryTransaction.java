package io.syncline.store;

import static io.syncline.store.MemoryTables.at;
import static io.syncline.store.MemoryTables.put;
import static io.syncline.store.MemoryTables.remove;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.store.ChangeSet.DigestRow;
import io.syncline.store.ChangeSet.FlagRow;
import io.syncline.store.ChangeSet.LinkRow;
import io.syncline.store.MemoryTables.FlagPlace;
import io.syncline.store.MemoryTables.NotePlace;
import io.syncline.store.MemoryTables.Place;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Works on tables of its own, which become the store's with the commit. */
final class MemoryTransaction extends MemoryView implements StoreTransaction {

  private final MemoryStateStore store;
  private final MemoryLease lease;
  private boolean refused;
  private boolean ended;

  MemoryTransaction(MemoryStateStore store, MemoryLease lease, MemoryTables tables) {
    super(tables);
    this.store = store;
    this.lease = lease;
  }

  @Override
  public long allocate(int ids) {
    if (ids < 1) {
      throw new IllegalArgumentException("must be >= 1: ids=" + ids);
    }
    long first = tables().nextId;
    tables().nextId += ids;
    return first;
  }

  @Override
  public void save(EntityName entity, List<RecordChange> changes) {
    ChangeSet set = ChangeSet.of(changes);
    changes.forEach(change -> saveRecord(entity, change));
    set.dropped().forEach(id -> tables().journal = remove(tables().journal, entity, id));
    set.links().gone().forEach(row -> unlink(entity, row));
    set.links().added().forEach(row -> link(entity, row));
    set.digests().gone().forEach(row -> saveDigest(entity, row, false));
    set.digests().added().forEach(row -> saveDigest(entity, row, true));
    set.flags()
        .gone()
        .forEach(row -> tables().flags = remove(tables().flags, place(entity, row), row.record()));
    set.flags()
        .added()
        .forEach(
            row -> tables().flags = put(tables().flags, place(entity, row), row.record(), true));
  }

  private void saveRecord(EntityName entity, RecordChange change) {
    RecordId id = change.id();
    Optional<StoredRecord> held = at(tables().records, entity).get(id);
    if (!held.equals(change.before())) {
      throw refuse(
          "must be changed from what the store holds: entity=" + entity + " record=" + id.value());
    }
    tables().records =
        change.after().isPresent()
            ? put(tables().records, entity, id, change.after().get())
            : remove(tables().records, entity, id);
  }

  private void unlink(EntityName entity, LinkRow row) {
    tables().links = remove(tables().links, new Place(entity, row.system()), row.key());
  }

  private void link(EntityName entity, LinkRow row) {
    Place place = new Place(entity, row.system());
    if (at(tables().links, place).get(row.key()).isPresent()) {
      throw refuse(
          "must be linked to one record: entity="
              + entity
              + " system="
              + row.system()
              + " key="
              + row.key());
    }
    tables().links = put(tables().links, place, row.key(), row.record());
  }

  private void saveDigest(EntityName entity, DigestRow row, boolean present) {
    Tree<RecordId, Boolean> records =
        at(tables().digests, entity).get(row.digest()).orElse(Tree.empty());
    Tree<RecordId, Boolean> after =
        present ? records.with(row.record(), true) : records.without(row.record());
    tables().digests =
        after.size() == 0
            ? remove(tables().digests, entity, row.digest())
            : put(tables().digests, entity, row.digest(), after);
  }

  private static FlagPlace place(EntityName entity, FlagRow row) {
    return new FlagPlace(row.flagged().flag(), new Place(entity, row.flagged().system()));
  }

  @Override
  public void saveProgress(EntityName entity, SystemId system, FlowProgress progress) {
    tables().progress = tables().progress.with(new Place(entity, system), progress);
  }

  @Override
  public void dropProgress(EntityName entity, SystemId system) {
    tables().progress = tables().progress.without(new Place(entity, system));
  }

  @Override
  public void park(EntityName entity, SystemId system, List<ParkedRow> rows) {
    Place place = new Place(entity, system);
    rows.forEach(row -> tables().parked = put(tables().parked, place, row.key(), row));
  }

  @Override
  public void unpark(EntityName entity, SystemId system, Collection<NativeKey> keys) {
    Place place = new Place(entity, system);
    keys.forEach(key -> tables().parked = remove(tables().parked, place, key));
  }

  @Override
  public void note(EntityName entity, SystemId system, List<Note> notes) {
    Place place = new Place(entity, system);
    notes.forEach(
        note ->
            tables().notes =
                put(tables().notes, new NotePlace(note.kind(), place), note.subject(), note));
  }

  @Override
  public void forget(
      EntityName entity, SystemId system, NoteKind kind, Collection<String> subjects) {
    NotePlace place = new NotePlace(kind, new Place(entity, system));
    subjects.forEach(subject -> tables().notes = remove(tables().notes, place, subject));
  }

  @Override
  public void append(EntityName entity, List<JournalEntry> entries) {
    for (JournalEntry entry : entries) {
      saveEntry(
          entity,
          entry.record(),
          entriesOf(entity, entry.record()).with(tables().nextEntry++, entry));
    }
  }

  @Override
  public void dropJournal(EntityName entity, Collection<JournalPosition> entries) {
    for (JournalPosition each : entries) {
      saveEntry(entity, each.record(), entriesOf(entity, each.record()).without(each.number()));
    }
  }

  private Tree<Long, JournalEntry> entriesOf(EntityName entity, RecordId record) {
    return at(at(tables().journal, entity), record);
  }

  private void saveEntry(EntityName entity, RecordId record, Tree<Long, JournalEntry> entries) {
    tables().journal =
        entries.size() == 0
            ? remove(tables().journal, entity, record)
            : put(tables().journal, entity, record, entries);
  }

  @Override
  public void saveCount(long count) {
    if (count < tables().count) {
      throw new IllegalArgumentException(
          "must not fall: count=" + count + " before=" + tables().count);
    }
    tables().count = count;
  }

  @Override
  public void commit() {
    MemoryTables after = tables();
    if (refused) {
      throw new StoreException("must be undone, since a change was refused: transaction=refused");
    }
    ended = true;
    super.close();
    store.commit(lease, after);
  }

  @Override
  public void close() {
    super.close();
    if (!ended) {
      ended = true;
      store.undo();
    }
  }

  private StoreException refuse(String message) {
    refused = true;
    return new StoreRefused(message);
  }
}
