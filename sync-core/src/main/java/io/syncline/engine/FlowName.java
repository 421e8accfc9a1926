package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.util.List;

/** One entity in one system, as reports name it. */
public record FlowName(EntityName entity, SystemId system) implements Comparable<FlowName> {

  /** Those of all flows, by the order of entities. */
  static List<FlowName> all(List<SyncEntity> entities) {
    return entities.stream()
        .flatMap(
            entity ->
                entity.flows().keySet().stream().map(each -> new FlowName(entity.name(), each)))
        .toList();
  }

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
