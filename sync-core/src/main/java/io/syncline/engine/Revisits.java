package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Native records of one flow that a person asked to be looked at again by the next run. */
final class Revisits {

  private final EntityName entity;
  private final SystemId system;

  Revisits(EntityName entity, SystemId system) {
    this.entity = entity;
    this.system = system;
  }

  void ask(StoreTransaction transaction, Collection<NativeKey> keys, Instant at) {
    transaction.note(
        entity,
        system,
        keys.stream()
            .map(key -> new Note(NoteKind.REVISIT, key.toString(), Row.empty(), at))
            .toList());
  }

  /** The first of them, at most {@code most}. */
  List<NativeKey> first(StoreView view, int most) {
    return view.notes(entity, system, NoteKind.REVISIT, Optional.empty(), most).stream()
        .map(note -> NativeKey.parse(note.subject()))
        .toList();
  }

  void done(StoreTransaction transaction, Collection<NativeKey> keys) {
    transaction.forget(
        entity, system, NoteKind.REVISIT, keys.stream().map(NativeKey::toString).toList());
  }
}
