package io.syncline.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What became of the runs of this process, and what the one under way does. Runs are told by
 * whoever has the engine's turn; any thread may ask.
 */
final class RunLog {

  private final List<SyncEntity> entities;
  private final InstantSource clock;
  private final FlowOutcomes outcomes = new FlowOutcomes();
  private final Watch watch;
  private volatile Optional<SyncReport> last = Optional.empty();
  private volatile Optional<String> broken = Optional.empty();

  RunLog(List<SyncEntity> entities, InstantSource clock) {
    this.entities = entities;
    this.clock = clock;
    this.watch = new Watch(clock);
  }

  Watch watch() {
    return watch;
  }

  /** Remembers whether a run came to an end at all. */
  <T> T noting(Supplier<T> run) {
    try {
      T result = run.get();
      broken = Optional.empty();
      return result;
    } catch (RuntimeException e) {
      broken = Optional.of(e.toString());
      throw e;
    }
  }

  /**
   * A run has ended.
   *
   * @param done the flows that it read to their end
   */
  SyncReport ended(SyncReport report, Set<FlowName> done) {
    outcomes.ended(entities, report, done, clock.instant());
    last = Optional.of(report);
    return report;
  }

  Optional<SyncReport> last() {
    return last;
  }

  Optional<String> broken() {
    return broken;
  }

  /**
   * How each flow fares.
   *
   * @param due when it is due by the schedule
   */
  SortedMap<FlowName, FlowHealth> flows(Map<FlowName, Instant> due, Admission admission) {
    SortedMap<FlowName, FlowHealth> flows = new TreeMap<>();
    for (FlowName name : FlowName.all(entities)) {
      Optional<Instant> next = Optional.ofNullable(due.get(name));
      flows.put(name, outcomes.of(name).health(next, admission.notWritten(name)));
    }
    return flows;
  }
}
