package io.syncline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * When a started hub runs by itself.
 *
 * @param syncEvery from one incremental run to the next; empty: only when asked
 * @param sweepEvery from one full compare to the next; empty: only when asked
 */
public record ScheduleConfig(Optional<Duration> syncEvery, Optional<Duration> sweepEvery) {

  public static ScheduleConfig none() {
    return new ScheduleConfig(Optional.empty(), Optional.empty());
  }

  public ScheduleConfig withSyncEvery(Duration interval) {
    return new ScheduleConfig(Optional.of(interval), sweepEvery);
  }

  public ScheduleConfig withSweepEvery(Duration interval) {
    return new ScheduleConfig(syncEvery, Optional.of(interval));
  }
}
