package io.syncline.engine;

import io.syncline.model.Row;
import io.syncline.schedule.FlowSchedule;
import io.syncline.schedule.FlowSchedule.CatchUp;
import io.syncline.schedule.Timetable;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When one flow is to be read. What the next process would miss is noted in the store: when it was
 * swept, and when it was looked at by the clock on the wall. Looks by interval are not noted: who
 * begins looks at once.
 */
final class FlowAgenda {

  private static final String CHANGES = "changes";
  private static final String SWEEP = "sweep";

  private final FlowName name;
  private final FlowSchedule schedule;
  private final long seed;
  private final Recurring changes;
  private final Recurring sweep;
  private final Recurring named;
  private final Duration readsLag;

  /**
   * Goes on from what is noted; what never was counts as done {@code now}.
   *
   * @param readsLag for how long reads of the system may miss what has changed
   */
  FlowAgenda(FlowName name, FlowSchedule schedule, Duration readsLag, RunContext run, Instant now) {
    this.name = name;
    this.readsLag = readsLag;
    this.schedule = schedule;
    this.seed = (run.identity() + name).hashCode();
    this.changes =
        isNoted(CHANGES)
            ? resumed(CHANGES, run, now)
            : recurring(schedule.changes(), Instant.EPOCH);
    this.sweep =
        isNoted(SWEEP) ? resumed(SWEEP, run, now) : recurring(schedule.sweep(), Instant.EPOCH);
    this.named = recurring(new Timetable.Never(), Instant.EPOCH);
    if (hasNamed(run)) {
      named.want();
    }
    if (schedule.changes() instanceof Timetable.Never && schedule.catchUp() == CatchUp.ONCE) {
      changes.want(); // nobody heard what woke it before
    }
  }

  /** Whether the process before has left native records that are to be looked at. */
  private boolean hasNamed(RunContext run) {
    Revisits revisits = new Revisits(name.entity(), name.system());
    return run.transactions().call(transaction -> !revisits.isEmpty(transaction));
  }

  private boolean isNoted(String subject) {
    return subject.equals(SWEEP)
        ? !(schedule.sweep() instanceof Timetable.Never)
        : schedule.changes() instanceof Timetable.At;
  }

  private Recurring resumed(String subject, RunContext run, Instant now) {
    Optional<Instant> noted =
        run.transactions()
            .call(
                transaction ->
                    transaction.note(name.entity(), name.system(), NoteKind.RAN, subject))
            .map(Note::since);
    if (noted.isEmpty()) {
      note(subject, now, run);
    }
    Timetable timetable = subject.equals(SWEEP) ? schedule.sweep() : schedule.changes();
    Recurring recurring = recurring(timetable, noted.orElse(now));
    if (schedule.catchUp() == CatchUp.NONE) {
      recurring.skip(now);
    }
    return recurring;
  }

  private Recurring recurring(Timetable timetable, Instant last) {
    return new Recurring(schedule, timetable, seed, last);
  }

  /** Something is known to have changed. */
  void wake() {
    changes.want();
  }

  /**
   * The system named native records: they are looked at once reads are sure to show what has
   * changed. Where it could not be read, it is not asked more often.
   */
  void named(Instant now) {
    named.wantInTime(now.plus(readsLag));
  }

  /** What is due. */
  Reads reads(Instant now) {
    if (sweep.isDue(now)) {
      return Reads.ALL;
    }
    if (changes.isDue(now)) {
      return Reads.CHANGES;
    }
    return named.isDue(now) ? Reads.NAMED : Reads.NOTHING;
  }

  /** When it is due next; empty: only when woken. */
  Optional<Instant> due() {
    return Stream.of(changes, sweep, named)
        .flatMap(each -> each.due().stream())
        .min(Instant::compareTo);
  }

  /** It could not be read when it was due. */
  void missed(Instant now) {
    if (schedule.catchUp() == CatchUp.NONE) {
      changes.skip(now);
      sweep.skip(now);
    }
  }

  /** What was due since {@code began} has come to its end. */
  void done(Reads reads, Instant began, RunContext run) {
    Instant now = run.clock().instant();
    if (reads != Reads.ALL) { // which may have gone on behind what was named
      named.done(began, now);
      if (!readsLag.isZero() && hasNamed(run)) {
        named.wantInTime(now.plus(readsLag)); // named so lately that they were left
      }
    }
    if (reads == Reads.NAMED) {
      return;
    }
    Instant looked = changes.done(began, now);
    if (isNoted(CHANGES)) {
      note(CHANGES, looked, run);
    }
    if (reads == Reads.ALL) {
      note(SWEEP, sweep.done(began, now), run);
    }
  }

  /** What was due has not come to its end, and still is. */
  void failed(Reads reads, Instant now) {
    named.failed(now);
    if (reads == Reads.NAMED) {
      return;
    }
    changes.failed(now);
    if (reads == Reads.ALL) {
      sweep.failed(now);
    }
  }

  private void note(String subject, Instant at, RunContext run) {
    run.transactions()
        .call(
            transaction -> {
              Note note = new Note(NoteKind.RAN, subject, Row.empty(), at);
              transaction.note(name.entity(), name.system(), List.of(note));
              return true;
            });
  }
}
