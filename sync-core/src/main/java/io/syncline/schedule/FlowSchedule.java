package io.syncline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When one flow runs by itself.
 *
 * @param changes when its system is asked what changed
 * @param sweep when its whole dataset is listed
 * @param blackOuts when its system is left alone
 * @param catchUp what becomes of times that were missed
 * @param jitter the most by which each time is put off, always the same for the same time, so that
 *     many hubs do not ask one system in the same moment
 */
public record FlowSchedule(
    Timetable changes,
    Timetable sweep,
    List<BlackOut> blackOuts,
    CatchUp catchUp,
    Duration jitter) {

  /** What becomes of the times at which a hub was closed, standing by, paused or blacked out. */
  public enum CatchUp {
    /** However many they were, it runs once, as soon as it can. */
    ONCE,
    /** It runs when it is due next. */
    NONE
  }

  public FlowSchedule {
    blackOuts = List.copyOf(blackOuts);
    if (jitter.isNegative()) {
      throw new IllegalArgumentException("must not be negative: jitter=" + jitter);
    }
  }

  /** Changes every ten seconds, no sweep, and what was missed is done once. */
  public static FlowSchedule standard() {
    return new FlowSchedule(
        Timetable.every(Duration.ofSeconds(10)),
        Timetable.never(),
        List.of(),
        CatchUp.ONCE,
        Duration.ZERO);
  }

  /** When the black-outs of {@code moment} end that forbid to read; empty where none does. */
  public Optional<Instant> notReadUntil(Instant moment) {
    return end(moment, BlackOut.Forbids.EVERYTHING::equals);
  }

  /** When the black-outs of {@code moment} end that forbid to write; empty where none does. */
  public Optional<Instant> notWrittenUntil(Instant moment) {
    return end(moment, forbids -> true);
  }

  private Optional<Instant> end(Instant moment, Predicate<BlackOut.Forbids> what) {
    return blackOuts.stream()
        .filter(each -> what.test(each.forbids()))
        .flatMap(each -> each.end(moment).stream())
        .max(Instant::compareTo);
  }

  /**
   * The first time after {@code last} at which the flow is due by one of its timetables.
   *
   * @param last when it ran last, or was first known
   * @param seed tells the flows of all hubs apart
   */
  public Optional<Instant> due(Timetable timetable, Instant last, long seed) {
    return timetable.next(last).map(time -> time.plus(Jitter.of(jitter, time, seed)));
  }

  public FlowSchedule withChanges(Timetable times) {
    return new FlowSchedule(times, sweep, blackOuts, catchUp, jitter);
  }

  public FlowSchedule withSweep(Timetable times) {
    return new FlowSchedule(changes, times, blackOuts, catchUp, jitter);
  }

  public FlowSchedule withBlackOuts(List<BlackOut> times) {
    return new FlowSchedule(changes, sweep, times, catchUp, jitter);
  }

  public FlowSchedule withCatchUp(CatchUp missed) {
    return new FlowSchedule(changes, sweep, blackOuts, missed, jitter);
  }

  public FlowSchedule withJitter(Duration most) {
    return new FlowSchedule(changes, sweep, blackOuts, catchUp, most);
  }
}
