package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;

/** One entity in one system, as reports name it. */
public record FlowName(EntityName entity, SystemId system) implements Comparable<FlowName> {

  @Override
  public int compareTo(FlowName other) {
    int order = entity.compareTo(other.entity);
    return order != 0 ? order : system.compareTo(other.system);
  }

  @Override
  public String toString() {
    return entity + "@" + system;
  }
}
