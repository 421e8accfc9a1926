package io.syncline.config;

import io.syncline.schedule.FlowSchedule.CatchUp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When flows run by themselves, as it was declared. What is empty is as it is for all flows.
 *
 * @param sync when it is looked at what changed
 * @param sweep when everything is listed
 * @param zone whose local times the expressions mean
 * @param blackOuts on top of those for all flows
 * @param jitter the most by which each time is put off
 */
public record FlowScheduleConfig(
    Optional<TimetableConfig> sync,
    Optional<TimetableConfig> sweep,
    Optional<String> zone,
    List<BlackOutConfig> blackOuts,
    Optional<CatchUp> catchUp,
    Optional<Duration> jitter) {

  public FlowScheduleConfig {
    blackOuts = List.copyOf(blackOuts);
  }

  public static FlowScheduleConfig none() {
    return new FlowScheduleConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
