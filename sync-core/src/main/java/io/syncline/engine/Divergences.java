package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Native records that were found to differ without a reason, and since when. */
public final class Divergences {

  /** The most that are remembered of one flow; the oldest stay. */
  public static final int MOST = 10_000;

  private Divergences() {}

  /** When the oldest that is still there was found first; empty: there is none. */
  public static Optional<Instant> oldest(StoreView view, SyncEntity entity) {
    return entity.flows().keySet().stream()
        .flatMap(system -> notes(view, entity, system).stream())
        .map(Note::since)
        .min(Instant::compareTo);
  }

  private static List<Note> notes(StoreView view, SyncEntity entity, SystemId system) {
    return view.notes(entity.name(), system, NoteKind.DIVERGED, Optional.empty(), MOST);
  }

  /** Puts what was found now in place of what was found before. */
  static void save(
      StoreTransaction transaction,
      SyncEntity entity,
      SystemId system,
      Collection<NativeKey> found,
      Instant now) {
    Set<String> fresh = new HashSet<>();
    found.forEach(key -> fresh.add(key.toString()));
    List<String> over = new ArrayList<>();
    int kept = 0;
    for (Note note : notes(transaction, entity, system)) {
      if (fresh.remove(note.subject())) {
        kept++;
      } else {
        over.add(note.subject());
      }
    }
    if (!over.isEmpty()) {
      transaction.forget(entity.name(), system, NoteKind.DIVERGED, over);
    }
    List<Note> notes =
        fresh.stream()
            .sorted()
            .limit(MOST - kept)
            .map(subject -> new Note(NoteKind.DIVERGED, subject, Row.empty(), now))
            .toList();
    if (!notes.isEmpty()) {
      transaction.note(entity.name(), system, notes);
    }
  }
}
