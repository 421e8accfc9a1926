package io.syncline.operate;

import io.syncline.engine.GuardNotes;
import io.syncline.engine.SyncEntity;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.operate.InboxEntry.Heading;
import io.syncline.plan.Guarded;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Entries about whole flows, of which there are few: what the engine keeps in notes. */
final class NoteEntries implements EntrySource {

  /** More than one flow has notes of a kind. */
  private static final int MOST = 100;

  /** Makes an entry of a note. */
  private interface Form {
    InboxEntry of(StoreView view, SyncEntity entity, SystemId system, Note note);
  }

  private final NoteKind kind;
  private final Form form;

  private NoteEntries(NoteKind kind, Form form) {
    this.kind = kind;
    this.form = form;
  }

  static NoteEntries guarded() {
    return new NoteEntries(NoteKind.GUARDED, NoteEntries::guarded);
  }

  static NoteEntries rewound() {
    return new NoteEntries(NoteKind.STOPPED, NoteEntries::rewound);
  }

  static NoteEntries stopped() {
    return new NoteEntries(NoteKind.LEFT_OUT, NoteEntries::stopped);
  }

  @Override
  public Batch above(
      StoreView view, SyncEntity entity, SystemId system, Optional<EntryId> after, int most) {
    return new Batch(
        all(view, entity, system).stream()
            .filter(each -> after.isEmpty() || each.id().compareTo(after.get()) > 0)
            .toList(),
        Optional.empty());
  }

  @Override
  public List<Current> at(
      StoreView view, SyncEntity entity, SystemId system, Collection<EntryId> ids) {
    return all(view, entity, system).stream().filter(each -> ids.contains(each.id())).toList();
  }

  private List<Current> all(StoreView view, SyncEntity entity, SystemId system) {
    return view.notes(entity.name(), system, kind, Optional.empty(), MOST).stream()
        .map(note -> form.of(view, entity, system, note))
        .map(entry -> new Current(entry, Optional.empty(), Optional.empty()))
        .toList();
  }

  private static InboxEntry guarded(StoreView view, SyncEntity entity, SystemId system, Note note) {
    Guarded part =
        GuardNotes.guarded(view, entity, system).stream()
            .filter(each -> each.risk().name().equals(note.subject()))
            .findFirst()
            .orElseThrow();
    EntryId id = EntryId.guarded(entity.name(), system, note.subject());
    return new InboxEntry.GuardedPlan(heading(id, note), part);
  }

  private static InboxEntry rewound(StoreView view, SyncEntity entity, SystemId system, Note note) {
    EntryId id = EntryId.place(EntryKind.REWOUND, entity.name(), system);
    boolean compared = value(note.content(), "compared").equals(Value.of(true));
    return new InboxEntry.Rewound(
        heading(id, note), value(note.content(), "reason").toString(), compared);
  }

  private static InboxEntry stopped(StoreView view, SyncEntity entity, SystemId system, Note note) {
    EntryId id = EntryId.place(EntryKind.STOPPED, entity.name(), system);
    return new InboxEntry.Stopped(heading(id, note), value(note.content(), "why").toString());
  }

  private static Heading heading(EntryId id, Note note) {
    return new Heading(id, Fingerprint.of(note.content()), Optional.of(note.since()), false);
  }

  private static Value value(Row content, String name) {
    return content.get(name).orElseThrow();
  }
}
