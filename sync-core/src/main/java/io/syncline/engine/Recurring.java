package io.syncline.engine;

import io.syncline.schedule.FlowSchedule;
import io.syncline.schedule.Timetable;
import java.time.Instant;
import java.util.Optional;

/** What one flow does again and again by one timetable: when it did it last, when it is due. */
final class Recurring {

  private final FlowSchedule schedule;
  private final Timetable timetable;
  private final long seed;
  private final RetryDelay delay = new RetryDelay();
  private Instant last;
  private Instant notBefore = Instant.EPOCH;
  private boolean wanted;

  /**
   * @param seed tells the flows of all hubs apart
   * @param last when it did it last, or was first known
   */
  Recurring(FlowSchedule schedule, Timetable timetable, long seed, Instant last) {
    this.schedule = schedule;
    this.timetable = timetable;
    this.seed = seed;
    this.last = last;
  }

  /** It is to be done as soon as possible, whatever the timetable says. */
  void want() {
    wanted = true;
    notBefore = Instant.EPOCH;
  }

  /** It is to be done at that time, or after a failure when it is tried again anyway. */
  void wantInTime(Instant at) {
    if (!wanted) {
      wanted = true;
      notBefore = at.isAfter(notBefore) ? at : notBefore;
    }
  }

  /** When it is to be done; empty: only when wanted. */
  Optional<Instant> due() {
    Optional<Instant> due = wanted ? Optional.of(Instant.EPOCH) : after(last);
    return due.map(time -> time.isBefore(notBefore) ? notBefore : time);
  }

  boolean isDue(Instant now) {
    if (last.isAfter(now)) {
      last = now; // the clock was set back
    }
    if (notBefore.isAfter(RetryDelay.latest(now))) {
      notBefore = now;
    }
    return due().map(time -> !time.isAfter(now)).orElse(false);
  }

  /** It came to its end; an interval is counted from there. Answers what counts as its last. */
  Instant done(Instant began, Instant ended) {
    last = timetable instanceof Timetable.Every ? ended : began;
    notBefore = Instant.EPOCH;
    wanted = false;
    delay.succeeded();
    return last;
  }

  /** It did not come to its end: it is tried again soon, and no later than it would be due next. */
  void failed(Instant now) {
    Instant again = delay.failed(now);
    notBefore = after(now).filter(next -> next.isBefore(again)).orElse(again);
  }

  /** Times that have passed without it are not made up for; what is wanted still is. */
  void skip(Instant now) {
    if (isDue(now)) {
      last = now;
    }
  }

  private Optional<Instant> after(Instant time) {
    return schedule.due(timetable, time, seed);
  }
}
