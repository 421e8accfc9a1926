package io.syncline.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run is doing.
 *
 * @param flow with which flow; empty at the begin of a run
 * @param began when the run began
 * @param progressed when it last showed progress: a page was read, a batch answered, or a step
 *     committed
 */
public record Activity(Phase phase, Optional<FlowName> flow, Instant began, Instant progressed) {

  /** Whether nothing was heard of it for so long. To wait for a system's rate limit is no stall. */
  boolean stalls(Instant now, Duration after) {
    return phase != Phase.WAIT && !progressed.plus(after).isAfter(now);
  }

  @Override
  public String toString() {
    return phase + flow.map(name -> " " + name).orElse("") + ", last progress at " + progressed;
  }
}
