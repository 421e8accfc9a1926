package io.syncline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Times at which a system is left alone: nothing is lost, it is done later.
 *
 * @param forbids what must not be done
 * @param begins when such a time begins
 * @param lasts how long it is, by the clock of the world: an hour is an hour where clocks change
 */
public record BlackOut(Forbids forbids, Timetable.At begins, Duration lasts) {

  private static final Duration LONGEST = Duration.ofDays(366);

  /** What is left out. */
  public enum Forbids {
    /** Nothing is written to the system. */
    WRITING,
    /** It is neither read nor written. */
    EVERYTHING
  }

  public BlackOut {
    if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("must be positive and a year at most: lasts=" + lasts);
    }
  }

  /** When the one ends that {@code moment} is in; of two that overlap, the later end. */
  public Optional<Instant> end(Instant moment) {
    Optional<Instant> end = Optional.empty();
    Optional<Instant> begin = begins.next(moment.minus(lasts));
    while (begin.isPresent() && !begin.get().isAfter(moment)) {
      end = begin.map(time -> time.plus(lasts));
      begin = begins.next(begin.get());
    }
    return end;
  }
}
