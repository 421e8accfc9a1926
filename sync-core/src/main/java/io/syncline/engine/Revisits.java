package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Native records of one flow that are to be looked at again by the next run: a person asked for it,
 * or the system said that they changed.
 */
final class Revisits {

  private static final String CALL = "call";

  private final EntityName entity;
  private final SystemId system;

  Revisits(EntityName entity, SystemId system) {
    this.entity = entity;
    this.system = system;
  }

  /** A person asks, while no run is under way. */
  void ask(StoreTransaction transaction, Collection<NativeKey> keys, Instant at) {
    note(transaction, keys, Row.empty(), at);
  }

  /**
   * The system names them, maybe while a run reads them.
   *
   * @param call no other has this number
   */
  void name(StoreTransaction transaction, Collection<NativeKey> keys, long call, Instant at) {
    note(transaction, keys, Row.of(CALL, Value.of(call)), at);
  }

  private void note(
      StoreTransaction transaction, Collection<NativeKey> keys, Row content, Instant at) {
    transaction.note(
        entity,
        system,
        keys.stream().map(key -> new Note(NoteKind.REVISIT, key.toString(), content, at)).toList());
  }

  boolean isEmpty(StoreView view) {
    return next(view, Optional.empty(), 1).isEmpty();
  }

  /** Those behind {@code after}, at most {@code most}. */
  List<Note> next(StoreView view, Optional<Note> after, int most) {
    return view.notes(entity, system, NoteKind.REVISIT, after.map(Note::subject), most);
  }

  /** The call in which the system named it; empty where a person asked. */
  static OptionalLong call(Note note) {
    return note.content().get(CALL).stream()
        .mapToLong(value -> ((Value.Int) value).value())
        .findAny();
  }

  static List<NativeKey> keys(List<Note> notes) {
    return notes.stream().map(note -> NativeKey.parse(note.subject())).toList();
  }

  /** They were looked at; one that was named again meanwhile is to be looked at once more. */
  void done(StoreTransaction transaction, List<Note> looked) {
    List<String> subjects = looked.stream().map(Note::subject).toList();
    Map<String, Note> now = transaction.notes(entity, system, NoteKind.REVISIT, subjects);
    List<String> done =
        looked.stream()
            .filter(note -> isSame(note, Optional.ofNullable(now.get(note.subject()))))
            .map(Note::subject)
            .toList();
    transaction.forget(entity, system, NoteKind.REVISIT, done);
  }

  private static boolean isSame(Note looked, Optional<Note> now) {
    return now.filter(note -> note.content().equals(looked.content())).isPresent();
  }
}
