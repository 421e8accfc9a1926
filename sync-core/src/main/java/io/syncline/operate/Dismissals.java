package io.syncline.operate;

import io.syncline.engine.Change;
import io.syncline.engine.SyncEntity;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Entries of one flow that a person does not want to see again as they are: a note each. */
final class Dismissals {

  private static final String VERSION = "version";
  private static final int BATCH = 500;

  private final SyncEntity entity;
  private final SystemId system;

  Dismissals(SyncEntity entity, SystemId system) {
    this.entity = entity;
    this.system = system;
  }

  /** The entries, each with whether it was dismissed as it is. */
  List<Current> mark(StoreView view, List<Current> entries) {
    if (entries.isEmpty()) {
      return entries;
    }
    Map<String, Note> notes =
        view.notes(
            entity.name(),
            system,
            NoteKind.DISMISSED,
            entries.stream().map(each -> each.id().toString()).toList());
    return entries.stream()
        .map(each -> isDismissed(each, notes.get(each.id().toString())) ? each.dismissed() : each)
        .toList();
  }

  private static boolean isDismissed(Current current, @Nullable Note note) {
    return note != null && version(note).equals(current.entry().heading().version());
  }

  private static String version(Note note) {
    return note.content().get(VERSION).orElseThrow().toString();
  }

  void add(Change change, Collection<Current> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Map<String, Row> notes = new TreeMap<>();
    List<RecordId> records = new ArrayList<>();
    for (Current each : entries) {
      Value version = Value.of(each.entry().heading().version());
      notes.put(each.id().toString(), Row.of(VERSION, version));
      each.id().record().ifPresent(records::add);
    }
    change.dismiss(entity, system, notes, records);
  }

  /** Forgets those whose entries are gone or have changed. */
  void sweep(Change change, InboxReader reader) {
    Optional<String> after = Optional.empty();
    List<Note> notes = next(change, after);
    while (!notes.isEmpty()) {
      List<EntryId> ids = notes.stream().map(note -> EntryId.parse(note.subject())).toList();
      Map<EntryId, Current> current = reader.at(change.view(), ids);
      List<String> over =
          notes.stream().filter(note -> !isCurrent(note, current)).map(Note::subject).toList();
      if (!over.isEmpty()) {
        change.forget(entity, system, NoteKind.DISMISSED, over);
      }
      after = Optional.of(notes.get(notes.size() - 1).subject());
      notes = next(change, after);
    }
  }

  private List<Note> next(Change change, Optional<String> after) {
    return change.view().notes(entity.name(), system, NoteKind.DISMISSED, after, BATCH);
  }

  private static boolean isCurrent(Note note, Map<EntryId, Current> current) {
    Current entry = current.get(EntryId.parse(note.subject()));
    return entry != null && isDismissed(entry, note);
  }
}
