package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Forgets the aliases of records that are not kept any more, a batch at a time. */
final class AliasSweep {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;

  AliasSweep(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
  }

  void go() {
    Optional<String> after = Optional.empty();
    do {
      Optional<String> from = after;
      after = run.transactions().call(transaction -> sweep(transaction, from));
    } while (after.isPresent());
  }

  /** The last alias that was looked at; empty when there are no more. */
  private Optional<String> sweep(StoreTransaction transaction, Optional<String> after) {
    List<Note> aliases =
        transaction.notes(
            entity.name(), flow.system(), NoteKind.ALIAS, after, run.limits().intakeRows());
    if (aliases.isEmpty()) {
      return Optional.empty();
    }
    Set<RecordId> kept =
        transaction
            .load(entity.name(), aliases.stream().map(Aliases::record).collect(Collectors.toSet()))
            .keySet();
    List<String> dead =
        aliases.stream()
            .filter(alias -> !kept.contains(Aliases.record(alias)))
            .map(Note::subject)
            .toList();
    if (!dead.isEmpty()) {
      transaction.forget(entity.name(), flow.system(), NoteKind.ALIAS, dead);
    }
    return Optional.of(aliases.get(aliases.size() - 1).subject());
  }
}
