package io.syncline.engine;

import io.syncline.model.SystemId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Until when each system is left alone, because it said so or because it did not answer. */
final class BackOff {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<SystemId, Instant> ends = new HashMap<>();
  private final Map<SystemId, Integer> failures = new HashMap<>();

  BackOff(InstantSource clock) {
    this.clock = clock;
  }

  /** The system asked to be left alone. */
  void until(SystemId system, Instant untilThen) {
    ends.merge(system, untilThen, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** The system did not answer; each time in a row doubles the pause. */
  void failed(SystemId system) {
    int times = failures.merge(system, 1, Integer::sum);
    Duration pause = FIRST.multipliedBy(1L << Math.min(times - 1, 10));
    until(system, clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
  }

  void answered(SystemId system) {
    failures.remove(system);
  }

  boolean isOn(SystemId system) {
    Instant end = ends.get(system);
    if (end == null) {
      return false;
    }
    if (clock.instant().isBefore(end)) {
      return true;
    }
    ends.remove(system);
    return false;
  }

  /** When the first of these systems may be called again; empty when none is left alone. */
  Optional<Instant> firstEnd(Predicate<SystemId> which) {
    return ends.entrySet().stream()
        .filter(each -> which.test(each.getKey()))
        .map(Map.Entry::getValue)
        .min(Instant::compareTo);
  }
}
