package io.syncline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** When something is due, again and again. The same question has the same answer, always. */
public sealed interface Timetable {

  /** The first time after {@code moment}; empty: never again. */
  Optional<Instant> next(Instant moment);

  static Timetable every(Duration interval) {
    return new Every(interval);
  }

  static Timetable at(Cron cron, ZoneId zone) {
    return new At(cron, zone);
  }

  /** Only when somebody asks. */
  static Timetable never() {
    return new Never();
  }

  /** In a fixed distance from the time before. */
  record Every(Duration interval) implements Timetable {

    public Every {
      if (interval.isNegative() || interval.isZero()) {
        throw new IllegalArgumentException("must be positive: interval=" + interval);
      }
    }

    @Override
    public Optional<Instant> next(Instant moment) {
      return Optional.of(moment.plus(interval));
    }

    @Override
    public String toString() {
      return "every " + interval;
    }
  }

  /**
   * At the local times of a cron expression. A time that the clocks skip in spring comes at the
   * moment of the change; of a time that comes twice in autumn, the first counts. So each local
   * time that fits comes exactly once, and two that are skipped together come as one.
   */
  record At(Cron cron, ZoneId zone) implements Timetable {

    @Override
    public Optional<Instant> next(Instant moment) {
      Optional<LocalDateTime> next = cron.next(LocalDateTime.ofInstant(moment, zone));
      while (next.isPresent() && !instant(next.get()).isAfter(moment)) {
        next = cron.next(next.get()); // where the clocks went back it has been
      }
      return next.map(this::instant);
    }

    private Instant instant(LocalDateTime time) {
      ZoneOffsetTransition transition = zone.getRules().getTransition(time);
      return transition != null && transition.isGap()
          ? transition.getInstant()
          : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    @Override
    public String toString() {
      return cron + " " + zone;
    }
  }

  /** Not by itself. */
  record Never() implements Timetable {

    @Override
    public Optional<Instant> next(Instant moment) {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "never";
    }
  }
}
