package io.syncline.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the run under way does, and when it last showed progress. Written by whoever has the
 * engine's turn and by the call that goes on beside it, read by any thread.
 */
final class Watch {

  private final InstantSource clock;
  private Optional<Activity> activity = Optional.empty();

  Watch(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void begin() {
    Instant now = clock.instant();
    activity = Optional.of(new Activity(Phase.BEGIN, Optional.empty(), now, now));
  }

  /** A step begins: what was before it has come to its end. */
  synchronized void step(Phase phase, FlowName flow) {
    Instant now = clock.instant();
    activity = activity.map(before -> new Activity(phase, Optional.of(flow), before.began(), now));
  }

  synchronized void progress() {
    Instant now = clock.instant();
    activity =
        activity.map(before -> new Activity(before.phase(), before.flow(), before.began(), now));
  }

  synchronized void end() {
    activity = Optional.empty();
  }

  /** Empty between two runs. */
  synchronized Optional<Activity> activity() {
    return activity;
  }
}
