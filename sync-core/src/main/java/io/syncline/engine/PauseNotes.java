package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps pauses as notes of the flows that they stop. The pause of a system stands at each of its
 * flows, so that it also holds for one that is declared later.
 */
final class PauseNotes {

  private static final String FLOW = "flow";
  private static final String SYSTEM = "system";

  private static final String BY = "by";
  private static final String WHY = "why";

  private PauseNotes() {}

  static void save(StoreTransaction transaction, List<SyncEntity> entities, Pause pause) {
    Row content =
        Row.builder().set(BY, Value.of(pause.by())).set(WHY, Value.of(pause.why())).build();
    Note note = new Note(NoteKind.PAUSED, subject(pause.entity()), content, pause.since());
    stopped(entities, pause.system(), pause.entity())
        .forEach(entity -> transaction.note(entity, pause.system(), List.of(note)));
  }

  /** Ends the pause of one flow; without an entity that of the system. */
  static void forget(
      StoreTransaction transaction,
      List<SyncEntity> entities,
      SystemId system,
      Optional<EntityName> entity) {
    stopped(entities, system, entity)
        .forEach(
            each -> transaction.forget(each, system, NoteKind.PAUSED, List.of(subject(entity))));
  }

  /** All pauses, those of systems first. */
  static List<Pause> all(StoreView view, List<SyncEntity> entities) {
    List<Pause> systems = new ArrayList<>();
    List<Pause> flows = new ArrayList<>();
    for (SyncEntity entity : entities) {
      for (SystemId system : entity.flows().keySet()) {
        Map<String, Note> notes =
            view.notes(entity.name(), system, NoteKind.PAUSED, List.of(FLOW, SYSTEM));
        Optional.ofNullable(notes.get(FLOW))
            .map(note -> pause(system, Optional.of(entity.name()), note))
            .ifPresent(flows::add);
        Optional.ofNullable(notes.get(SYSTEM))
            .map(note -> pause(system, Optional.empty(), note))
            .filter(pause -> !systems.contains(pause))
            .ifPresent(systems::add);
      }
    }
    systems.addAll(flows);
    return List.copyOf(systems);
  }

  private static Pause pause(SystemId system, Optional<EntityName> entity, Note note) {
    return new Pause(system, entity, text(note, BY), text(note, WHY), note.since());
  }

  private static String text(Note note, String name) {
    return note.content().get(name).orElseThrow().toString();
  }

  private static String subject(Optional<EntityName> entity) {
    return entity.isPresent() ? FLOW : SYSTEM;
  }

  private static List<EntityName> stopped(
      List<SyncEntity> entities, SystemId system, Optional<EntityName> only) {
    return entities.stream()
        .filter(entity -> entity.flows().containsKey(system))
        .map(SyncEntity::name)
        .filter(name -> only.map(name::equals).orElse(true))
        .toList();
  }
}
