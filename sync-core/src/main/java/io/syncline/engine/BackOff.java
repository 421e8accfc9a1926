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
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Until when systems are left alone: a whole one because it asked for that or did not answer, and
 * of one that met a rate limit no more than the reading or the writing of the flow that met it.
 *
 * <p>What else draws on that limit is known to the adapter alone, and one budget may have room for
 * writes while reads have spent their share; so all other traffic goes on until it meets a limit
 * itself. Thread-safe.
 */
final class BackOff {

  /** What a flow does with its system. */
  enum Use {
    READING,
    WRITING
  }

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<SystemId, Instant> asked = new HashMap<>();
  private final Map<SystemId, Instant> pauses = new HashMap<>();
  private final Map<Traffic, Instant> throttled = new HashMap<>();
  private final Map<SystemId, Failing> failing = new TreeMap<>();

  private record Traffic(FlowName flow, Use use) {}

  /** A system that did not answer, how long it is left alone for that, and why the last time. */
  private record Failing(RetryDelay delay, String why) {}

  BackOff(InstantSource clock) {
    this.clock = clock;
  }

  /** The system asked to be left alone. */
  synchronized void until(SystemId system, Instant then) {
    asked.merge(system, then, BackOff::later);
  }

  /** This use of the flow met a rate limit. */
  synchronized void throttled(FlowName flow, Use use, Instant until) {
    throttled.merge(new Traffic(flow, use), until, BackOff::later);
  }

  /** The system did not answer; each time in a row doubles the pause. */
  synchronized void failed(SystemId system, String why) {
    Failing before = failing.get(system);
    RetryDelay delay = before == null ? new RetryDelay(FIRST, LONGEST) : before.delay();
    failing.put(system, new Failing(delay, why));
    pauses.merge(system, delay.failed(clock.instant()), BackOff::later);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  synchronized void answered(SystemId system) {
    failing.remove(system);
  }

  /** Why the systems did not answer that have not done so since. */
  synchronized SortedMap<SystemId, String> failures() {
    TreeMap<SystemId, String> failures = new TreeMap<>();
    failing.forEach((system, last) -> failures.put(system, last.why()));
    return failures;
  }

  /** Whether the whole system is left alone. */
  synchronized boolean isOn(SystemId system) {
    return end(asked.get(system), pauses.get(system)).isPresent();
  }

  /** Whether this use of the flow is, be it with its whole system. */
  boolean isOn(FlowName flow, Use use) {
    return end(flow, use).isPresent();
  }

  /** Until when this use of the flow is left, be it with its whole system; empty: it is not. */
  synchronized Optional<Instant> end(FlowName flow, Use use) {
    return end(
        asked.get(flow.system()), pauses.get(flow.system()), throttled.get(new Traffic(flow, use)));
  }

  private Optional<Instant> end(@Nullable Instant... ends) {
    return Stream.of(ends)
        .flatMap(Stream::ofNullable)
        .filter(clock.instant()::isBefore)
        .max(Instant::compareTo);
  }

  /** When the first may go on that was asked to wait; systems that did not answer were not. */
  synchronized Optional<Instant> firstAsked() {
    return Stream.concat(asked.values().stream(), throttled.values().stream())
        .filter(clock.instant()::isBefore)
        .min(Instant::compareTo);
  }

  /**
   * When the first of these may go on; empty where none of them was left alone. What may by now is
   * told of once.
   *
   * @param systems whether a whole system has something to do
   * @param uses whether a use of a flow has
   */
  Optional<Instant> firstEnd(Predicate<SystemId> systems, BiPredicate<FlowName, Use> uses) {
    Map<SystemId, Instant> whole = new HashMap<>();
    Map<Traffic, Instant> parts;
    synchronized (this) { // the predicates may take long
      Stream.of(asked, pauses)
          .forEach(ends -> ends.forEach((system, end) -> whole.merge(system, end, BackOff::later)));
      parts = Map.copyOf(throttled);
      Instant now = clock.instant();
      Stream.of(asked, pauses, throttled)
          .forEach(ends -> ends.values().removeIf(end -> !now.isBefore(end)));
    }
    return Stream.concat(
            ends(whole, systems), ends(parts, part -> uses.test(part.flow(), part.use())))
        .min(Instant::compareTo);
  }

  private static <K> Stream<Instant> ends(Map<K, Instant> ends, Predicate<K> which) {
    return ends.entrySet().stream()
        .filter(each -> which.test(each.getKey()))
        .map(Map.Entry::getValue);
  }
}
