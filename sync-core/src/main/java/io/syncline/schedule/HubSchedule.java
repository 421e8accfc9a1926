package io.syncline.schedule;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.time.Duration;
import java.util.Map;

/**
 * When a started hub runs by itself.
 *
 * @param standard for the flows that have none of their own
 * @param flows by entity and system
 * @param stallAfter how long a run may show no progress before that is told
 */
public record HubSchedule(
    FlowSchedule standard,
    Map<EntityName, Map<SystemId, FlowSchedule>> flows,
    Duration stallAfter) {

  public HubSchedule {
    flows = Map.copyOf(flows);
    if (stallAfter.isNegative() || stallAfter.isZero()) {
      throw new IllegalArgumentException("must be positive: stallAfter=" + stallAfter);
    }
  }

  /** The standard for all flows; a run is thought to stall after ten minutes. */
  public static HubSchedule of(FlowSchedule standard) {
    return new HubSchedule(standard, Map.of(), Duration.ofMinutes(10));
  }

  public HubSchedule withFlows(Map<EntityName, Map<SystemId, FlowSchedule>> others) {
    return new HubSchedule(standard, others, stallAfter);
  }

  public HubSchedule withStallAfter(Duration time) {
    return new HubSchedule(standard, flows, time);
  }

  /** That of one flow. */
  public FlowSchedule of(EntityName entity, SystemId system) {
    return flows.getOrDefault(entity, Map.of()).getOrDefault(system, standard);
  }
}
