package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that records of one flow had before they moved, as one page needs them. Whatever comes
 * under such a key and may be older than the move is no news of its own: at most a reason to look
 * at the record that moved. Only a look that shows the old key now tells that it was given to
 * another; then it is an alias no more.
 *
 * <p>An alias is a note, and lives as long as its record: {@link AliasSweep}.
 */
final class Aliases {

  private static final String RECORD = "record";

  private final SyncEntity entity;
  private final Flow flow;
  private final Map<NativeKey, RecordId> known = new HashMap<>();
  private final Map<NativeKey, RecordId> added = new LinkedHashMap<>();
  private final Set<NativeKey> ended = new LinkedHashSet<>();

  Aliases(SyncEntity entity, Flow flow) {
    this.entity = entity;
    this.flow = flow;
  }

  /** Looks up which of the keys are aliases of records that are still there. */
  void load(StoreTransaction transaction, Collection<NativeKey> keys) {
    boolean none =
        keys.isEmpty()
            || transaction
                .notes(entity.name(), flow.system(), NoteKind.ALIAS, Optional.empty(), 1)
                .isEmpty();
    if (!none) {
      List<String> subjects = keys.stream().map(NativeKey::toString).toList();
      transaction
          .notes(entity.name(), flow.system(), NoteKind.ALIAS, subjects)
          .forEach((subject, note) -> known.put(NativeKey.parse(subject), record(note)));
    }
  }

  /** The records that the keys lead to. */
  Collection<RecordId> records() {
    return Set.copyOf(known.values());
  }

  /** The record that had this key before; empty where the key is no alias. */
  Optional<RecordId> of(NativeKey key) {
    return Optional.ofNullable(known.get(key));
  }

  /** The record goes on under another key, and {@code old} leads to it from now on. */
  void add(NativeKey old, RecordId record) {
    known.put(old, record);
    added.put(old, record);
    ended.remove(old);
  }

  /** The key names a native record again. */
  void end(NativeKey key) {
    if (known.remove(key) != null) {
      added.remove(key);
      ended.add(key);
    }
  }

  void write(StoreTransaction transaction, Instant at) {
    if (!ended.isEmpty()) {
      transaction.forget(
          entity.name(),
          flow.system(),
          NoteKind.ALIAS,
          ended.stream().map(NativeKey::toString).toList());
    }
    if (!added.isEmpty()) {
      List<Note> notes = new ArrayList<>();
      added.forEach((key, record) -> notes.add(note(key, record, at)));
      transaction.note(entity.name(), flow.system(), notes);
    }
  }

  private static Note note(NativeKey key, RecordId record, Instant at) {
    Row content = Row.of(RECORD, Value.of(record.value()));
    return new Note(NoteKind.ALIAS, key.toString(), content, at);
  }

  /** The record that an alias leads to. */
  static RecordId record(Note note) {
    Value record = note.content().get(RECORD).orElseThrow();
    return new RecordId(((Value.Int) record).value());
  }
}
