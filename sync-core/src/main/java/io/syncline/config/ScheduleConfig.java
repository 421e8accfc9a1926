package io.syncline.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a started hub runs by itself, as it was declared.
 *
 * @param standard for all flows
 * @param flows what is different for some, by entity and system
 * @param stallAfter how long a run may show no progress before that is told
 */
public record ScheduleConfig(
    FlowScheduleConfig standard,
    Map<String, Map<String, FlowScheduleConfig>> flows,
    Optional<Duration> stallAfter) {

  public ScheduleConfig {
    flows = Map.copyOf(flows);
  }

  public static ScheduleConfig none() {
    return new ScheduleConfig(FlowScheduleConfig.none(), Map.of(), Optional.empty());
  }

  public ScheduleConfig withStandard(FlowScheduleConfig other) {
    return new ScheduleConfig(other, flows, stallAfter);
  }

  public ScheduleConfig withFlow(String entity, String system, FlowScheduleConfig own) {
    Map<String, Map<String, FlowScheduleConfig>> more = new LinkedHashMap<>(flows);
    Map<String, FlowScheduleConfig> systems = new LinkedHashMap<>(flow(entity));
    systems.put(system, own);
    more.put(entity, Map.copyOf(systems));
    return new ScheduleConfig(standard, more, stallAfter);
  }

  public ScheduleConfig withStallAfter(Duration time) {
    return new ScheduleConfig(standard, flows, Optional.of(time));
  }

  /** What is different for one flow. */
  public FlowScheduleConfig flow(String entity, String system) {
    return flow(entity).getOrDefault(system, FlowScheduleConfig.none());
  }

  private Map<String, FlowScheduleConfig> flow(String entity) {
    return flows.getOrDefault(entity, Map.of());
  }
}
