package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.store.FlowProgress;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Systems that are no longer what they were: restored from a backup, cloned, swapped. What such a
 * system shows was made without sight of what was agreed since, so nothing of it is taken and
 * nothing is written over: its flows are compared once from end to end, and whatever differs or is
 * missing waits for a person. Then its changes are followed again.
 */
final class Rewinds {

  private static final Logger LOG = LoggerFactory.getLogger(Rewinds.class);

  private static final String SUBJECT = "rewind";
  private static final String FINGERPRINT = "fingerprint";
  private static final String REASON = "reason";
  private static final String COMPARED = "compared";

  private final Incarnations incarnations;

  /** Flows under compare, as the store keeps them. */
  private final Set<FlowName> comparing = new HashSet<>();

  Rewinds(Incarnations incarnations) {
    this.incarnations = incarnations;
  }

  /** For a run whose changes are undone. */
  Rewinds copy() {
    Rewinds copy = new Rewinds(incarnations);
    copy.comparing.addAll(comparing);
    return copy;
  }

  /** Reads what is under compare; to be called when the engine begins over a store. */
  void recover(List<SyncEntity> entities, StoreView view) {
    comparing.clear();
    for (SyncEntity entity : entities) {
      for (SystemId system : entity.flows().keySet()) {
        stopped(view, entity.name(), system)
            .filter(note -> !isCompared(note))
            .ifPresent(note -> comparing.add(new FlowName(entity.name(), system)));
      }
    }
  }

  /** Whether what this flow shows is only to be compared. */
  boolean isComparing(SyncEntity entity, Flow flow) {
    return comparing.contains(new FlowName(entity.name(), flow.system()));
  }

  /** Asks each system once which incarnation it is. */
  void check(List<SyncEntity> entities, RunContext run) {
    Set<SystemId> systems = new HashSet<>();
    entities.forEach(entity -> systems.addAll(entity.flows().keySet()));
    for (SystemId system : systems) {
      Optional<String> now = now(entities, system, run);
      if (now.isPresent()) {
        taking(entities, system)
            .forEach(entity -> check(entity, entity.flow(system), now.get(), run));
      }
    }
  }

  /** A system of which no flow may be read is not asked. */
  private Optional<String> now(List<SyncEntity> entities, SystemId system, RunContext run) {
    Optional<FlowName> read =
        taking(entities, system).stream()
            .map(entity -> new FlowName(entity.name(), system))
            .filter(flow -> run.admission().notRead(flow).isEmpty())
            .findFirst();
    read.ifPresent(flow -> run.watch().step(Phase.BEGIN, flow));
    return read.flatMap(flow -> incarnations.of(system));
  }

  private void check(SyncEntity entity, Flow flow, String now, RunContext run) {
    Optional<String> before =
        run.transactions()
            .call(transaction -> incarnation(transaction, entity.name(), flow.system()));
    if (before.isPresent() && !before.get().equals(now)) {
      stop(entity, flow, "it is another incarnation: was=" + before.get() + " is=" + now, run);
    }
    if (!before.equals(Optional.of(now))) {
      run.transactions()
          .call(
              transaction -> {
                Row content = Row.of(FINGERPRINT, Value.of(now));
                note(transaction, entity, flow, NoteKind.INCARNATION, content, run);
                return true;
              });
    }
  }

  /** From now on the flows of the system are compared, until {@link #compared}. */
  void stop(List<SyncEntity> entities, SystemId system, String reason, RunContext run) {
    taking(entities, system).forEach(entity -> stop(entity, entity.flow(system), reason, run));
  }

  private static List<SyncEntity> taking(List<SyncEntity> entities, SystemId system) {
    return entities.stream().filter(entity -> entity.flows().containsKey(system)).toList();
  }

  private void stop(SyncEntity entity, Flow flow, String reason, RunContext run) {
    LOG.error("{} {}: rewound: {}", flow.system(), entity.name(), reason);
    run.transactions()
        .call(
            transaction -> {
              Row content =
                  Row.builder()
                      .set(REASON, Value.of(reason))
                      .set(COMPARED, Value.of(false))
                      .build();
              note(transaction, entity, flow, NoteKind.STOPPED, content, run);
              if (transaction.progress(entity.name(), flow.system()).isPresent()) {
                transaction.saveProgress(
                    entity.name(),
                    flow.system(),
                    new FlowProgress(Optional.empty(), Optional.empty(), Optional.empty(), true));
              }
              return true;
            });
    comparing.add(new FlowName(entity.name(), flow.system()));
  }

  /** The compare has ended; the note stays until a person puts it away. */
  void compared(SyncEntity entity, Flow flow, RunContext run) {
    run.transactions()
        .call(
            transaction -> {
              stopped(transaction, entity.name(), flow.system())
                  .ifPresent(
                      note -> {
                        Row content = note.content().with(Row.of(COMPARED, Value.of(true)));
                        note(transaction, entity, flow, NoteKind.STOPPED, content, run);
                      });
              return true;
            });
    comparing.remove(new FlowName(entity.name(), flow.system()));
  }

  private static void note(
      StoreTransaction transaction,
      SyncEntity entity,
      Flow flow,
      NoteKind kind,
      Row content,
      RunContext run) {
    Instant now = run.clock().instant();
    transaction.note(entity.name(), flow.system(), List.of(new Note(kind, SUBJECT, content, now)));
  }

  private static Optional<String> incarnation(StoreView view, EntityName entity, SystemId system) {
    return find(view, entity, system, NoteKind.INCARNATION)
        .map(note -> note.content().get(FINGERPRINT).orElseThrow().toString());
  }

  private static Optional<Note> stopped(StoreView view, EntityName entity, SystemId system) {
    return find(view, entity, system, NoteKind.STOPPED);
  }

  private static Optional<Note> find(
      StoreView view, EntityName entity, SystemId system, NoteKind kind) {
    return view.note(entity, system, kind, SUBJECT);
  }

  private static boolean isCompared(Note note) {
    return note.content().get(COMPARED).equals(Optional.of(Value.of(true)));
  }
}
