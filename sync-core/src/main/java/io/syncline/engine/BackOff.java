package io.syncline.engine;

import io.syncline.model.SystemId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Until when each system is left alone, because it said so or because it did not answer. */
final class BackOff {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<SystemId, Instant> ends = new HashMap<>();
  private final Map<SystemId, Failing> failing = new TreeMap<>();

  /** A system that did not answer so many times in a row, and why not the last time. */
  private record Failing(int times, String why) {}

  BackOff(InstantSource clock) {
    this.clock = clock;
  }

  /** The system asked to be left alone. */
  void until(SystemId system, Instant untilThen) {
    ends.merge(system, untilThen, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** The system did not answer; each time in a row doubles the pause. */
  void failed(SystemId system, String why) {
    Failing before = failing.get(system);
    int times = before == null ? 1 : before.times() + 1;
    failing.put(system, new Failing(times, why));
    Duration pause = FIRST.multipliedBy(1L << Math.min(times - 1, 10));
    until(system, clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
  }

  void answered(SystemId system) {
    failing.remove(system);
  }

  /** Why the systems did not answer that have not done so since. */
  SortedMap<SystemId, String> failures() {
    TreeMap<SystemId, String> failures = new TreeMap<>();
    failing.forEach((system, last) -> failures.put(system, last.why()));
    return failures;
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
