package io.syncline.engine;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.plan.GuardLimit;
import io.syncline.plan.Guarded;
import io.syncline.plan.Risk;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What guards hold and what people approved, as the store keeps it. */
public final class GuardNotes {

  private static final int MOST = Risk.values().length;
  private static final String COUNT = "count";
  private static final String LINKED = "linked";
  private static final String ROWS = "rows";
  private static final String SHARE = "share";
  private static final String CEILING = "ceiling";
  private static final String UNTIL = "until";
  private static final String BY = "by";

  private GuardNotes() {}

  /** What waits for approval in one flow, by risk. */
  public static List<Guarded> guarded(StoreView view, SyncEntity entity, SystemId system) {
    List<Guarded> guarded = new ArrayList<>();
    for (Note note : view.notes(entity.name(), system, NoteKind.GUARDED, Optional.empty(), MOST)) {
      guarded.add(
          new Guarded(
              entity.name(),
              system,
              Risk.valueOf(note.subject()),
              whole(note.content(), COUNT),
              whole(note.content(), LINKED),
              new GuardLimit(whole(note.content(), ROWS), real(note.content(), SHARE))));
    }
    return guarded;
  }

  static Set<Risk> held(StoreView view, SyncEntity entity, SystemId system) {
    Set<Risk> held = EnumSet.noneOf(Risk.class);
    guarded(view, entity, system).forEach(each -> held.add(each.risk()));
    return held;
  }

  /** How many records people let pass, by risk, as far as that still holds. */
  static Map<Risk, Long> ceilings(StoreView view, SyncEntity entity, SystemId system, Instant now) {
    Map<Risk, Long> ceilings = new EnumMap<>(Risk.class);
    for (Note note : view.notes(entity.name(), system, NoteKind.APPROVED, Optional.empty(), MOST)) {
      if (instant(note.content(), UNTIL).isAfter(now)) {
        ceilings.put(Risk.valueOf(note.subject()), whole(note.content(), CEILING));
      }
    }
    return ceilings;
  }

  /** Keeps what is held now in place of what was; writes only what changed. */
  static void save(
      StoreTransaction transaction,
      SyncEntity entity,
      SystemId system,
      List<Guarded> guarded,
      Instant now) {
    List<Guarded> before = guarded(transaction, entity, system);
    List<Note> notes = new ArrayList<>();
    Set<Risk> over = EnumSet.noneOf(Risk.class);
    before.forEach(each -> over.add(each.risk()));
    for (Guarded each : guarded) {
      over.remove(each.risk());
      if (!before.contains(each)) {
        notes.add(note(each, since(transaction, each).orElse(now)));
      }
    }
    if (!notes.isEmpty()) {
      transaction.note(entity.name(), system, notes);
    }
    if (!over.isEmpty()) {
      transaction.forget(
          entity.name(), system, NoteKind.GUARDED, over.stream().map(Risk::name).toList());
    }
  }

  private static Optional<Instant> since(StoreView view, Guarded guarded) {
    return view.note(guarded.entity(), guarded.system(), NoteKind.GUARDED, guarded.risk().name())
        .map(Note::since);
  }

  private static Note note(Guarded guarded, Instant since) {
    return new Note(
        NoteKind.GUARDED,
        guarded.risk().name(),
        Row.builder()
            .set(COUNT, Value.of(guarded.count()))
            .set(LINKED, Value.of(guarded.linked()))
            .set(ROWS, Value.of(guarded.limit().rows()))
            .set(SHARE, Value.of(guarded.limit().share()))
            .build(),
        since);
  }

  /** Lets so many records pass once. */
  static Note approval(Risk risk, long ceiling, String by, Instant now, Instant until) {
    return new Note(
        NoteKind.APPROVED,
        risk.name(),
        Row.builder()
            .set(CEILING, Value.of(ceiling))
            .set(BY, Value.of(by))
            .set(UNTIL, Value.of(until))
            .build(),
        now);
  }

  /** Takes what is planned now from what people let pass. */
  static void spend(
      StoreTransaction transaction, SyncEntity entity, SystemId system, Risk risk, long count) {
    Optional<Note> approved =
        transaction.note(entity.name(), system, NoteKind.APPROVED, risk.name());
    if (approved.isEmpty() || count == 0) {
      return;
    }
    Note note = approved.get();
    long left = whole(note.content(), CEILING) - count;
    if (left <= 0) {
      transaction.forget(entity.name(), system, NoteKind.APPROVED, List.of(risk.name()));
    } else {
      Row content = note.content().with(Row.builder().set(CEILING, Value.of(left)).build());
      transaction.note(
          entity.name(),
          system,
          List.of(new Note(NoteKind.APPROVED, note.subject(), content, note.since())));
    }
  }

  private static long whole(Row content, String name) {
    return ((Value.Int) content.get(name).orElseThrow()).value();
  }

  private static double real(Row content, String name) {
    return ((Value.Real) content.get(name).orElseThrow()).value();
  }

  private static Instant instant(Row content, String name) {
    return ((Value.Moment) content.get(name).orElseThrow()).value();
  }
}
