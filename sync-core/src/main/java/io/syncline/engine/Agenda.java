package io.syncline.engine;

import io.syncline.schedule.FlowSchedule;
import io.syncline.schedule.HubSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What is to be done when, by the schedule. Used by whoever has the engine's turn, but for {@link
 * #wake}, {@link #named} and {@link #times}.
 *
 * <p>A run is due where a flow is to be read; where a flow may be written again, since what waits
 * for it is to go out; and where the last run has left something to do.
 */
final class Agenda {

  /** No longer than this is waited without another look: clocks are set. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private final List<SyncEntity> entities;
  private final HubSchedule schedule;
  private final Map<FlowName, FlowAgenda> flows = new TreeMap<>();
  private final Set<FlowName> woken = ConcurrentHashMap.newKeySet();
  private final Set<FlowName> named = ConcurrentHashMap.newKeySet();
  private final Set<FlowName> shut = new HashSet<>();
  private final RetryDelay delay = new RetryDelay();
  private Optional<Instant> settleAt = Optional.empty();
  private long epoch;
  private long pauseChanges;
  private volatile SortedMap<FlowName, Instant> times = Collections.emptySortedMap();

  Agenda(List<SyncEntity> entities, HubSchedule schedule) {
    this.entities = entities;
    this.schedule = schedule;
  }

  /** The flow is due now. From any thread. */
  void wake(FlowName flow) {
    woken.add(flow);
  }

  /** Native records of the flow were named, and are to be looked at now. From any thread. */
  void named(FlowName flow) {
    named.add(flow);
  }

  /** What a run of now has to read, which may be nothing; empty: there is nothing to run for. */
  Optional<Map<FlowName, Reads>> due(RunContext run) {
    Instant now = run.clock().instant();
    boolean begun = begin(run, now);
    boolean opened = opened(run.admission());
    if (begun || opened) {
      settleAt = Optional.of(now);
    }
    settleAt = settleAt.map(time -> time.isAfter(RetryDelay.latest(now)) ? now : time);
    takeWakes(now);
    Map<FlowName, Reads> due = new HashMap<>();
    flows.forEach(
        (name, flow) -> {
          Reads reads = flow.reads(now);
          if (run.admission().notRead(name).isPresent() || reads == Reads.NOTHING) {
            flow.missed(now);
          } else if (endOfReading(name, run).isEmpty()) {
            due.put(name, reads);
          }
        });
    boolean toSettle = settleAt.map(time -> !time.isAfter(now)).orElse(false);
    return due.isEmpty() && !toSettle ? Optional.empty() : Optional.of(due);
  }

  /** Whether this is a new term: its holder goes on from what the ones before have noted. */
  private boolean begin(RunContext run, Instant now) {
    if (epoch == run.lease().epoch()) {
      return false;
    }
    flows.clear();
    for (SyncEntity entity : entities) {
      for (Flow flow : entity.flows().values()) {
        FlowName name = new FlowName(entity.name(), flow.system());
        FlowSchedule own = schedule.of(entity.name(), flow.system());
        flows.put(name, new FlowAgenda(name, own, flow.readsLag(), run, now));
      }
    }
    epoch = run.lease().epoch();
    return true;
  }

  /** Those that come later are for the next look. */
  private void takeWakes(Instant now) {
    for (FlowName name : Set.copyOf(woken)) {
      woken.remove(name);
      flow(name).wake();
    }
    for (FlowName name : Set.copyOf(named)) {
      named.remove(name);
      flow(name).named(now);
    }
  }

  /** Whether a flow may be written by now that could not be when this was asked last. */
  private boolean opened(Admission admission) {
    boolean opened = pauseChanges != admission.pauseChanges();
    pauseChanges = admission.pauseChanges();
    for (FlowName name : flows.keySet()) {
      if (admission.notWritten(name).isPresent()) {
        shut.add(name);
      } else {
        opened |= shut.remove(name);
      }
    }
    return opened;
  }

  /**
   * What was due has run.
   *
   * @param done the flows that were read to their end
   * @param settled whether it left nothing to do
   */
  void ran(
      Map<FlowName, Reads> due,
      Instant began,
      Set<FlowName> done,
      boolean settled,
      RunContext run) {
    Instant now = run.clock().instant();
    due.forEach(
        (name, reads) -> {
          if (done.contains(name)) {
            flow(name).done(reads, began, run);
          } else if (endOfReading(name, run).isEmpty()) {
            flow(name).failed(reads, now);
          }
        });
    if (settled) {
      delay.succeeded();
    }
    settleAt =
        settled
            ? Optional.empty()
            : Stream.of(
                    run.jobs().nextLook(now),
                    run.backOff().firstAsked(),
                    Optional.of(delay.failed(now)))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
  }

  /** Until when the flow is not read, since its system asked for that. */
  private static Optional<Instant> endOfReading(FlowName name, RunContext run) {
    return run.backOff().end(name, BackOff.Use.READING);
  }

  /** When to look again: as soon as something is due. */
  Instant next(RunContext run) {
    Instant now = run.clock().instant();
    SortedMap<FlowName, Instant> due = new TreeMap<>();
    flows.forEach(
        (name, flow) ->
            flow.due()
                .map(time -> latest(time, endOfReading(name, run).orElse(now)))
                .ifPresent(time -> due.put(name, latest(time, now))));
    times = Collections.unmodifiableSortedMap(due);
    Admission admission = run.admission();
    Stream<Instant> reads =
        due.entrySet().stream()
            .filter(each -> admission.notRead(each.getKey()).isEmpty())
            .map(Map.Entry::getValue);
    Stream<Instant> ends =
        flows.keySet().stream()
            .flatMap(
                name ->
                    Stream.of(admission.notReadUntil(name), admission.notWrittenUntil(name))
                        .flatMap(Optional::stream));
    Stream<Instant> others =
        Stream.concat(
            settleAt.stream(),
            Stream.of(woken.isEmpty() && named.isEmpty() ? now.plus(LONGEST) : now));
    return Stream.of(reads, ends, others)
        .flatMap(each -> each)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private FlowAgenda flow(FlowName name) {
    return Optional.ofNullable(flows.get(name)).orElseThrow();
  }

  /** When each flow is due next, as it was at the last look; paused and blacked out ones, too. */
  SortedMap<FlowName, Instant> times() {
    return times;
  }
}
