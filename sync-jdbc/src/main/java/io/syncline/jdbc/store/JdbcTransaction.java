package io.syncline.jdbc.store;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.store.ChangeSet;
import io.syncline.store.ChangeSet.DigestRow;
import io.syncline.store.ChangeSet.FlagRow;
import io.syncline.store.ChangeSet.LinkRow;
import io.syncline.store.FlowProgress;
import io.syncline.store.JournalEntry;
import io.syncline.store.JournalPosition;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.ParkedRow;
import io.syncline.store.ProgressImage;
import io.syncline.store.RecordChange;
import io.syncline.store.StoreException;
import io.syncline.store.StoreRefused;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Changes the state through the store's writer. */
final class JdbcTransaction extends JdbcView implements StoreTransaction {

  private final JdbcStateStore store;
  private final JdbcLease lease;
  private final Map<String, Long> committed;
  private final Map<String, Long> numbers = new HashMap<>();
  private boolean refused;
  private boolean doubtful;

  JdbcTransaction(JdbcStateStore store, StateDatabase database, WriterSession session) {
    super(database, session.codecs(), session.writer());
    this.store = store;
    this.lease = session.lease();
    this.committed = session.numbers();
  }

  @Override
  long number(String name, long initial) {
    requireOpen();
    return numbers.getOrDefault(name, committed.getOrDefault(name, initial));
  }

  @Override
  public long allocate(int ids) {
    if (ids < 1) {
      throw new IllegalArgumentException("must be >= 1: ids=" + ids);
    }
    return take(Counter.NEXT_RECORD, ids);
  }

  private long take(String name, int amount) {
    long first = number(name, 1);
    numbers.put(name, first + amount);
    return first;
  }

  @Override
  public void saveCount(long count) {
    if (count < count()) {
      throw new IllegalArgumentException("must not fall: count=" + count + " before=" + count());
    }
    numbers.put(Counter.COUNT, count);
  }

  @Override
  public void save(EntityName entity, List<RecordChange> changes) {
    ChangeSet set = ChangeSet.of(changes);
    saveRecords(entity, set);
    Function<LinkRow, Object[]> link =
        row -> new Object[] {codecs.place(entity, row.system()), database.keys().of(row.key())};
    Function<LinkRow, Object[]> fullLink =
        row ->
            new Object[] {
              codecs.place(entity, row.system()),
              database.keys().of(row.key()),
              row.record().value()
            };
    delete(StateTable.LINK, rows(set.links().gone(), link));
    insert(
        StateTable.LINK,
        rows(set.links().added(), fullLink),
        "must be linked to one record: entity=" + entity);
    saveIndexes(entity, set);
    long records = (long) set.created().size() - set.dropped().size();
    if (records != 0) {
      numbers.merge(Counter.recordsOf(entity), countRecords(entity) + records, (old, all) -> all);
    }
  }

  private void saveRecords(EntityName entity, ChangeSet set) {
    int place = codecs.place(entity);
    List<Object[]> dropped = rows(set.dropped(), id -> new Object[] {place, id.value()});
    Function<StoredRecord, Object[]> image =
        record -> new Object[] {place, record.id().value(), codecs.records().encode(record)};
    int found = delete(StateTable.RECORD, dropped);
    delete(StateTable.JOURNAL, dropped);
    List<Object[]> changed = rows(set.changed(), image);
    found +=
        attempt(
            "change",
            connection -> database.batches().update(connection, StateTable.RECORD, changed));
    if (found != dropped.size() + changed.size()) {
      throw refuse(
          "must be changed from what the store holds: entity="
              + entity
              + " records="
              + (dropped.size() + changed.size())
              + " found="
              + found);
    }
    insert(
        StateTable.RECORD,
        rows(set.created(), image),
        "must be changed from what the store holds, not created: entity=" + entity);
  }

  private void saveIndexes(EntityName entity, ChangeSet set) {
    int place = codecs.place(entity);
    Function<DigestRow, Object[]> digest =
        row -> new Object[] {place, row.digest(), row.record().value()};
    Function<FlagRow, Object[]> flag =
        row ->
            new Object[] {
              codecs.place(entity, row.flagged().system(), row.flagged().flag()),
              row.record().value()
            };
    String whole = "must be what the store holds: indexes of entity=" + entity;
    delete(StateTable.CORRELATION, rows(set.digests().gone(), digest));
    insert(StateTable.CORRELATION, rows(set.digests().added(), digest), whole);
    delete(StateTable.FLAG, rows(set.flags().gone(), flag));
    insert(StateTable.FLAG, rows(set.flags().added(), flag), whole);
  }

  @Override
  public void saveProgress(EntityName entity, SystemId system, FlowProgress progress) {
    Object[] row = {codecs.place(entity, system), ProgressImage.encode(progress)};
    put(StateTable.PROGRESS, List.<Object[]>of(row));
  }

  @Override
  public void dropProgress(EntityName entity, SystemId system) {
    delete(StateTable.PROGRESS, List.<Object[]>of(new Object[] {codecs.place(entity, system)}));
  }

  @Override
  public void park(EntityName entity, SystemId system, List<ParkedRow> rows) {
    int place = codecs.place(entity, system);
    SortedMap<NativeKey, ParkedRow> last = new TreeMap<>();
    rows.forEach(row -> last.put(row.key(), row));
    put(
        StateTable.PARKED,
        rows(
            last.values(),
            row ->
                new Object[] {place, database.keys().of(row.key()), codecs.parked().encode(row)}));
  }

  @Override
  public void unpark(EntityName entity, SystemId system, Collection<NativeKey> keys) {
    int place = codecs.place(entity, system);
    delete(StateTable.PARKED, rows(keys, key -> new Object[] {place, database.keys().of(key)}));
  }

  @Override
  public void note(EntityName entity, SystemId system, List<Note> notes) {
    Map<List<Object>, Object[]> last = new LinkedHashMap<>();
    for (Note note : notes) {
      int place = codecs.place(entity, system, note.kind());
      KeyedImage whole = new KeyedImage(NativeKey.of(note.subject()), codecs.notes().encode(note));
      Object[] row = {place, subject(note.subject()), database.keys().image(whole)};
      last.put(List.of(place, note.subject()), row);
    }
    put(StateTable.NOTE, rows(last.values(), row -> row));
  }

  @Override
  public void forget(
      EntityName entity, SystemId system, NoteKind kind, Collection<String> subjects) {
    int place = codecs.place(entity, system, kind);
    delete(StateTable.NOTE, rows(subjects, each -> new Object[] {place, subject(each)}));
  }

  private byte[] subject(String text) {
    return database.keys().of(NativeKey.of(text));
  }

  @Override
  public void append(EntityName entity, List<JournalEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    int place = codecs.place(entity);
    long first = take(Counter.NEXT_ENTRY, entries.size());
    List<Object[]> rows = new ArrayList<>(entries.size());
    for (JournalEntry entry : entries) {
      long number = first + rows.size();
      byte[] image = codecs.journal().encode(entry);
      rows.add(new Object[] {place, entry.record().value(), number, image});
    }
    insert(StateTable.JOURNAL, Binding.sorted(rows), "must be new: journal entries=" + entity);
  }

  @Override
  public void dropJournal(EntityName entity, Collection<JournalPosition> entries) {
    int place = codecs.place(entity);
    delete(
        StateTable.JOURNAL,
        rows(entries, each -> new Object[] {place, each.record().value(), each.number()}));
  }

  private static <T> List<Object[]> rows(Collection<T> things, Function<T, Object[]> row) {
    List<Object[]> rows = new ArrayList<>(things.size());
    things.forEach(thing -> rows.add(row.apply(thing)));
    return Binding.sorted(rows);
  }

  private void insert(StateTable table, List<Object[]> rows, String rule) {
    attempt(
        "change",
        connection -> {
          try {
            database.batches().insert(connection, table, rows);
          } catch (SQLException e) {
            if (database.isDuplicate(e)) {
              refused = true;
              throw new StoreRefused(rule + " cause=" + e.getMessage(), e);
            }
            throw e;
          }
          return true;
        });
  }

  private void put(StateTable table, List<Object[]> rows) {
    attempt(
        "change",
        connection -> {
          database.batches().put(connection, table, rows);
          return true;
        });
  }

  private int delete(StateTable table, List<Object[]> keys) {
    return attempt("change", connection -> database.batches().delete(connection, table, keys));
  }

  @Override
  StoreException failed(String what, SQLException cause) {
    refused = true;
    return lease.isTaken() // who takes over ends this session
        ? lease.lose(Optional.of(cause))
        : super.failed(what, cause);
  }

  private StoreException refuse(String message) {
    refused = true;
    return new StoreRefused(message);
  }

  private void requireOpen() {
    if (isClosed()) {
      throw new IllegalStateException("must be open: transaction=closed");
    }
  }

  @Override
  public void commit() {
    requireOpen();
    if (refused) {
      throw new StoreException("must be undone, since a change was refused: transaction=refused");
    }
    Map<Integer, String> symbols = codecs.symbols().unsaved();
    put(
        StateTable.SYMBOL,
        rows(symbols.entrySet(), each -> new Object[] {each.getKey(), each.getValue()}));
    put(
        StateTable.META,
        rows(numbers.entrySet(), each -> new Object[] {each.getKey(), each.getValue()}));
    long asked = System.nanoTime();
    fence();
    doubtful = true;
    attempt(
        "commit, which may or may not be durable,",
        connection -> {
          database.commit(connection);
          return true;
        });
    lease.renewed(asked);
    codecs.symbols().saved(symbols);
    detach();
    store.committed(numbers);
  }

  /** From here on nobody can take the lease over before this transaction has ended. */
  private void fence() {
    if (!attempt("renewal", connection -> database.fence(connection, lease.epoch()))) {
      refused = true;
      throw lease.lose(Optional.empty());
    }
  }

  @Override
  public void close() {
    if (!isClosed()) {
      detach();
      store.undone(doubtful);
    }
  }
}
