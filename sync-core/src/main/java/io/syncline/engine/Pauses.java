package io.syncline.engine;

import io.syncline.model.SystemId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Until when each system is left alone, because it said so or because it did not answer. */
final class Pauses {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<SystemId, Instant> until = new HashMap<>();
  private final Map<SystemId, Integer> failures = new HashMap<>();

  Pauses(InstantSource clock) {
    this.clock = clock;
  }

  /** The system asked to be left alone. */
  void pause(SystemId system, Instant untilThen) {
    until.merge(system, untilThen, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** The system did not answer; each time in a row doubles the pause. */
  void failed(SystemId system) {
    int times = failures.merge(system, 1, Integer::sum);
    Duration pause = FIRST.multipliedBy(1L << Math.min(times - 1, 10));
    pause(system, clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
  }

  void answered(SystemId system) {
    failures.remove(system);
  }

  boolean isPaused(SystemId system) {
    Instant end = until.get(system);
    if (end == null) {
      return false;
    }
    if (clock.instant().isBefore(end)) {
      return true;
    }
    until.remove(system);
    return false;
  }

  /** When the first pause ends; empty when there is none. */
  Optional<Instant> firstEnd() {
    return until.values().stream().min(Instant::compareTo);
  }
}
