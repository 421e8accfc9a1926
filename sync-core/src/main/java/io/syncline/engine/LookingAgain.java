package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.store.Note;
import io.syncline.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks again at native records that a person asked for or that their system named, and at those
 * that waited for something that may be known by now.
 */
final class LookingAgain {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final Revisits revisits;

  LookingAgain(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.revisits = new Revisits(entity.name(), flow.system());
  }

  /**
   * Reads them by key, where the system can; whether that changed any record. What the system names
   * from now on is left for the next time, so that it ends however fast more is named; and so is
   * what it named so lately that reads may miss the change.
   */
  boolean go() {
    if (flow.dataset().pointReader().isEmpty()) {
      return false;
    }
    Due due = due();
    boolean changed = false;
    for (List<NativeKey> batch : Slices.of(due.waiting(), run.limits().intakeRows())) {
      changed |= look(batch, List.of());
    }
    Instant now = run.clock().instant();
    List<Note> asked = due.asked();
    while (!asked.isEmpty()) {
      List<Note> ripe =
          asked.stream().filter(note -> due.isRipe(note, flow.readsLag(), now)).toList();
      changed |= look(Revisits.keys(ripe), ripe);
      asked = asked(Optional.of(asked.get(asked.size() - 1)));
    }
    return changed;
  }

  /** Whether only a listing can show what was asked for. */
  boolean needsListing() {
    return flow.dataset().pointReader().isEmpty() && !asked(Optional.empty()).isEmpty();
  }

  /**
   * All was listed by now, by which was shown what could not be read by key. What can be is still
   * to be read where it was named meanwhile: the listing may have passed it before it changed.
   */
  void listed() {
    boolean shown = flow.dataset().pointReader().isEmpty();
    List<Note> asked = asked(Optional.empty());
    while (shown && !asked.isEmpty()) {
      List<Note> notes = asked;
      run.transactions().call(transaction -> done(transaction, notes));
      asked = asked(Optional.empty());
    }
  }

  private boolean look(List<NativeKey> keys, List<Note> asked) {
    if (keys.isEmpty()) {
      return false;
    }
    Page page = new Reading(entity, flow, run).read(keys);
    return run.transactions()
        .call(
            transaction -> {
              done(transaction, asked);
              return new Intake(entity, flow, transaction, run).take(page).changed() > 0;
            });
  }

  private boolean done(StoreTransaction transaction, List<Note> asked) {
    if (!asked.isEmpty()) {
      revisits.done(transaction, asked);
    }
    return true;
  }

  private List<Note> asked(Optional<Note> after) {
    return run.transactions()
        .call(transaction -> revisits.next(transaction, after, run.limits().intakeRows()));
  }

  private Due due() {
    return run.transactions()
        .call(
            transaction ->
                due(
                    transaction,
                    revisits.next(transaction, Optional.empty(), run.limits().intakeRows())));
  }

  private Due due(StoreTransaction transaction, List<Note> asked) {
    boolean named = asked.stream().anyMatch(note -> Revisits.call(note).isPresent());
    long bound = named ? transaction.allocate(1) : 0;
    return new Due(waiting(transaction), asked, bound);
  }

  private List<NativeKey> waiting(StoreTransaction transaction) {
    return transaction.countParked(entity.name(), flow.system()) == 0
        ? List.of()
        : new Waking(entity, flow, run, transaction).keys();
  }

  /**
   * What is to be looked at.
   *
   * @param bound above the calls in which native records were named so far
   */
  private record Due(List<NativeKey> waiting, List<Note> asked, long bound) {

    /** A note of the future was made before the clock was set back. */
    boolean isRipe(Note note, Duration readsLag, Instant now) {
      boolean lately = !note.since().isAfter(now) && note.since().plus(readsLag).isAfter(now);
      return Revisits.call(note).stream().allMatch(call -> call < bound && !lately);
    }
  }
}
