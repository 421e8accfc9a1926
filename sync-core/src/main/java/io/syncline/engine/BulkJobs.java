package io.syncline.engine;

import io.syncline.model.SystemId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The jobs that are under way, one of a flow at most, as the store has them. */
final class BulkJobs {

  private final Map<FlowName, BulkJob> jobs = new HashMap<>();
  private final Map<FlowName, Instant> looks = new HashMap<>();
  private final Map<FlowName, Long> tried = new HashMap<>();

  Optional<BulkJob> of(FlowName flow) {
    return Optional.ofNullable(jobs.get(flow));
  }

  boolean isUnderWay(SystemId system) {
    return jobs.keySet().stream().anyMatch(flow -> flow.system().equals(system));
  }

  void put(FlowName flow, BulkJob job) {
    jobs.put(flow, job);
    tried.merge(flow, job.last(), Math::max);
  }

  void ended(FlowName flow) {
    jobs.remove(flow);
    looks.remove(flow);
  }

  /** The job is not looked at before. */
  void lookAt(FlowName flow, Instant time) {
    looks.put(flow, time);
  }

  boolean isDue(FlowName flow, Instant now) {
    return !looks.getOrDefault(flow, now).isAfter(now);
  }

  /** When the first job is to be looked at that is not due yet. */
  Optional<Instant> nextLook(Instant now) {
    return looks.values().stream().filter(now::isBefore).min(Instant::compareTo);
  }

  /**
   * Records up to this one have been considered for a job: what of them is pending goes by the
   * writer, whatever became of the job.
   */
  long tried(FlowName flow) {
    return tried.getOrDefault(flow, 0L);
  }

  void tried(FlowName flow, long last) {
    tried.put(flow, last);
  }
}
