package io.syncline.jdbc.store;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.store.Flag;
import io.syncline.store.FlowProgress;
import io.syncline.store.JournalEntry;
import io.syncline.store.JournalPosition;
import io.syncline.store.Journaled;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.ParkedRow;
import io.syncline.store.ProgressImage;
import io.syncline.store.StoreException;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Looks through one connection. */
class JdbcView implements StoreView {

  private static final byte[] FIRST_KEY = {};

  final StateDatabase database;
  final Codecs codecs;
  private final Connection connection;
  private boolean closed;

  JdbcView(StateDatabase database, Codecs codecs, Connection connection) {
    this.database = database;
    this.codecs = codecs;
    this.connection = connection;
  }

  /** What a statement answers. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Runs {@code work} while this is open, and tells of its failure in the port's words. */
  final <T> T attempt(String what, Work<T> work) {
    if (closed) {
      throw new IllegalStateException("must be open: view=closed");
    }
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw failed(what, e);
    }
  }

  StoreException failed(String what, SQLException cause) {
    return new StoreException(
        what + " failed: state=" + database.place() + " cause=" + cause.getMessage(), cause);
  }

  @Override
  public String identity() {
    return new UUID(number(Counter.IDENTITY_UPPER, 0), number(Counter.IDENTITY_LOWER, 0))
        .toString();
  }

  @Override
  public Map<NativeKey, RecordId> linked(
      EntityName entity, SystemId system, Collection<NativeKey> keys) {
    Map<NativeKey, RecordId> found = new LinkedHashMap<>();
    Function<byte[], NativeKey> key = database.keys().among(keys);
    find(
        StateTable.LINK,
        codecs.place(entity, system),
        bytes(keys),
        row -> found.put(key.apply(row.getBytes(1)), new RecordId(row.getLong(2))));
    return found;
  }

  @Override
  public long countLinked(EntityName entity, SystemId system) {
    return countRows(StateTable.LINK, codecs.place(entity, system));
  }

  @Override
  public Map<RecordId, StoredRecord> load(EntityName entity, Collection<RecordId> ids) {
    Map<RecordId, StoredRecord> found = new LinkedHashMap<>();
    find(
        StateTable.RECORD,
        codecs.place(entity),
        ids.stream().sorted().distinct().map(id -> (Object) id.value()).toList(),
        row -> {
          RecordId id = new RecordId(row.getLong(1));
          found.put(id, codecs.records().decode(id, row.getBytes(2)));
        });
    return found;
  }

  @Override
  public Map<Long, List<RecordId>> correlated(EntityName entity, Collection<Long> digests) {
    Map<Long, List<RecordId>> found = new TreeMap<>();
    find(
        StateTable.CORRELATION,
        codecs.place(entity),
        digests.stream().sorted().distinct().map(digest -> (Object) digest).toList(),
        row ->
            found
                .computeIfAbsent(row.getLong(1), digest -> new ArrayList<>(1))
                .add(new RecordId(row.getLong(2))));
    found.values().forEach(ids -> ids.sort(null));
    return found;
  }

  private void find(StateTable table, int place, List<Object> keys, Batches.Visitor visitor) {
    attempt(
        "look-up",
        connection -> {
          database.batches().find(connection, table, place, keys, visitor);
          return true;
        });
  }

  @Override
  public List<RecordId> flagged(
      Flag flag, EntityName entity, SystemId system, long after, int limit) {
    return ids(StateTable.FLAG, codecs.place(entity, system, flag), after, limit);
  }

  @Override
  public List<RecordId> records(EntityName entity, long after, int limit) {
    return ids(StateTable.RECORD, codecs.place(entity), after, limit);
  }

  private List<RecordId> ids(StateTable table, int place, long after, int limit) {
    List<RecordId> ids = new ArrayList<>();
    if (after < Long.MAX_VALUE) {
      each(
          database.sql().pageOfKeys(table),
          row -> ids.add(new RecordId(row.getLong(1))),
          place,
          after + 1,
          limit);
    }
    return ids;
  }

  @Override
  public long countFlagged(Flag flag, EntityName entity, SystemId system) {
    return countRows(StateTable.FLAG, codecs.place(entity, system, flag));
  }

  @Override
  public long countRecords(EntityName entity) {
    return number(Counter.recordsOf(entity), 0);
  }

  @Override
  public Optional<FlowProgress> progress(EntityName entity, SystemId system) {
    List<FlowProgress> found = new ArrayList<>(1);
    each(
        database.sql().list(StateTable.PROGRESS, 1),
        row -> found.add(ProgressImage.decode(row.getBytes(1))),
        codecs.place(entity, system));
    return found.stream().findFirst();
  }

  @Override
  public List<ParkedRow> parked(
      EntityName entity, SystemId system, Optional<NativeKey> after, int limit) {
    List<ParkedRow> rows = new ArrayList<>();
    each(
        database.sql().page(StateTable.PARKED),
        row -> rows.add(codecs.parked().decode(row.getBytes(2))),
        codecs.place(entity, system),
        after.map(this::next).orElse(FIRST_KEY),
        limit);
    return rows;
  }

  /** The first bytes that sort after the key's. */
  private byte[] next(NativeKey key) {
    byte[] bytes = database.keys().of(key);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  @Override
  public Map<NativeKey, ParkedRow> parked(
      EntityName entity, SystemId system, Collection<NativeKey> keys) {
    Map<NativeKey, ParkedRow> found = new LinkedHashMap<>();
    find(
        StateTable.PARKED,
        codecs.place(entity, system),
        bytes(keys),
        row -> {
          ParkedRow parked = codecs.parked().decode(row.getBytes(2));
          found.put(parked.key(), parked);
        });
    return found;
  }

  @Override
  public long countParked(EntityName entity, SystemId system) {
    return countRows(StateTable.PARKED, codecs.place(entity, system));
  }

  @Override
  public List<Note> notes(
      EntityName entity, SystemId system, NoteKind kind, Optional<String> after, int limit) {
    List<Note> notes = new ArrayList<>();
    each(
        database.sql().page(StateTable.NOTE),
        row -> notes.add(note(kind, row)),
        codecs.place(entity, system, kind),
        after.map(NativeKey::of).map(this::next).orElse(FIRST_KEY),
        limit);
    return notes;
  }

  @Override
  public Map<String, Note> notes(
      EntityName entity, SystemId system, NoteKind kind, Collection<String> subjects) {
    Map<String, Note> found = new LinkedHashMap<>();
    find(
        StateTable.NOTE,
        codecs.place(entity, system, kind),
        bytes(subjects.stream().map(NativeKey::of).toList()),
        row -> {
          Note note = note(kind, row);
          found.put(note.subject(), note);
        });
    return found;
  }

  private Note note(NoteKind kind, ResultSet row) throws SQLException {
    KeyedImage whole = database.keys().read(row.getBytes(1), row.getBytes(2));
    return codecs.notes().decode(kind, whole.key().parts().get(0), whole.image());
  }

  @Override
  public List<JournalEntry> journal(EntityName entity, RecordId id) {
    List<JournalEntry> entries = new ArrayList<>();
    each(
        database.sql().list(StateTable.JOURNAL, 2),
        row -> entries.add(codecs.journal().decode(id, row.getBytes(2))),
        codecs.place(entity),
        id.value());
    return entries;
  }

  @Override
  public List<Journaled> journal(EntityName entity, Optional<JournalPosition> after, int limit) {
    List<Journaled> page = new ArrayList<>();
    long record = after.map(position -> position.record().value()).orElse(0L);
    each(
        database.sql().pageBehind(StateTable.JOURNAL),
        row -> {
          RecordId id = new RecordId(row.getLong(1));
          JournalPosition position = new JournalPosition(id, row.getLong(2));
          page.add(new Journaled(position, codecs.journal().decode(id, row.getBytes(3))));
        },
        codecs.place(entity),
        record,
        record,
        after.map(JournalPosition::number).orElse(0L),
        limit);
    return page;
  }

  @Override
  public long count() {
    return number(Counter.COUNT, 0);
  }

  /** The number kept by that name, or {@code initial} where there is none yet. */
  long number(String name, long initial) {
    List<Long> found = new ArrayList<>(1);
    each(database.sql().list(StateTable.META, 1), row -> found.add(row.getLong(1)), name);
    return found.isEmpty() ? initial : found.get(0);
  }

  private long countRows(StateTable table, int place) {
    List<Long> found = new ArrayList<>(1);
    each(database.sql().count(table), row -> found.add(row.getLong(1)), place);
    return found.get(0);
  }

  private void each(String statement, Batches.Visitor visitor, Object... parameters) {
    attempt(
        "look-up",
        connection -> {
          try (var query = connection.prepareStatement(statement)) {
            Binding.bind(query, 1, parameters);
            try (var rows = query.executeQuery()) {
              while (rows.next()) {
                visitor.visit(rows);
              }
            }
          }
          return true;
        });
  }

  /** Sorted and without repetition: keys sort as their bytes do. */
  private List<Object> bytes(Collection<NativeKey> keys) {
    return keys.stream().sorted().distinct().map(key -> (Object) database.keys().of(key)).toList();
  }

  final boolean isClosed() {
    return closed;
  }

  /** Marks this as closed; answers the connection, which is the caller's to give back. */
  final Connection detach() {
    closed = true;
    return connection;
  }

  @Override
  public void close() {
    if (!closed) {
      database.closeReader(detach());
    }
  }
}
