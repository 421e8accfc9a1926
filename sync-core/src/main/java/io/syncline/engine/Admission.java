package io.syncline.engine;

import io.syncline.schedule.HubSchedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What may be done with each flow now: nothing with a paused one, and what no black-out forbids
 * with the others. Asked before each page and each batch, so that both hold from the next one on.
 * Thread-safe.
 */
final class Admission {

  private final Paused paused;
  private final HubSchedule schedule;
  private final InstantSource clock;

  Admission(Paused paused, HubSchedule schedule, InstantSource clock) {
    this.paused = paused;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** Why the flow may not be read now; empty: it may. */
  Optional<String> notRead(FlowName flow) {
    return paused
        .of(flow)
        .map(Pause::reason)
        .or(() -> notReadUntil(flow).map(end -> "blacked out until " + end));
  }

  /** Why nothing may be written to the flow now; empty: it may. */
  Optional<String> notWritten(FlowName flow) {
    return paused
        .of(flow)
        .map(Pause::reason)
        .or(() -> notWrittenUntil(flow).map(end -> "no writing until " + end));
  }

  /** Grows whenever something was paused or resumed. */
  long pauseChanges() {
    return paused.changes();
  }

  /** When the black-out of now ends; empty where there is none. */
  Optional<Instant> notReadUntil(FlowName flow) {
    return schedule.of(flow.entity(), flow.system()).notReadUntil(clock.instant());
  }

  /** When the black-out of now ends that forbids to write; empty where there is none. */
  Optional<Instant> notWrittenUntil(FlowName flow) {
    return schedule.of(flow.entity(), flow.system()).notWrittenUntil(clock.instant());
  }
}
