package io.syncline.engine;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps which flows a run left out, and why, until one brings them to an end again: a hub that
 * stands still for a system must not look like one that has nothing to do.
 */
final class StoppedFlows {

  /** The subject of the one note that a flow has. */
  static final String SUBJECT = "run";

  private static final String WHY = "why";

  private final List<SyncEntity> entities;
  private final RunContext run;

  StoppedFlows(List<SyncEntity> entities, RunContext run) {
    this.entities = entities;
    this.run = run;
  }

  /**
   * Notes how a run ended.
   *
   * @param failures why systems were left out
   * @param done the flows that were read to their end
   */
  void ended(Map<SystemId, String> failures, Set<FlowName> done) {
    run.transactions()
        .call(
            transaction -> {
              for (SyncEntity entity : entities) {
                for (SystemId system : entity.flows().keySet()) {
                  FlowName name = new FlowName(entity.name(), system);
                  if (failures.containsKey(system)
                      || (done.contains(name) && !run.backOff().isOn(system))) {
                    note(transaction, entity, system, Optional.ofNullable(failures.get(system)));
                  }
                }
              }
              return true;
            });
  }

  private void note(
      StoreTransaction transaction, SyncEntity entity, SystemId system, Optional<String> why) {
    Optional<Note> before = transaction.note(entity.name(), system, NoteKind.LEFT_OUT, SUBJECT);
    if (before.map(StoppedFlows::why).equals(why)) {
      return;
    }
    if (why.isEmpty()) {
      transaction.forget(entity.name(), system, NoteKind.LEFT_OUT, List.of(SUBJECT));
      return;
    }
    Instant since = before.map(Note::since).orElseGet(() -> run.clock().instant());
    Row content = Row.of(WHY, Value.of(why.get()));
    transaction.note(
        entity.name(), system, List.of(new Note(NoteKind.LEFT_OUT, SUBJECT, content, since)));
  }

  private static String why(Note note) {
    return note.content().get(WHY).orElseThrow().toString();
  }
}
