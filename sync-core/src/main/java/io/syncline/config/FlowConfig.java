package io.syncline.config;

import io.syncline.spi.DatasetSpec;
import java.util.List;

/**
 * One entity in one system.
 *
 * @param dataset without fields: those are the mapped ones and the key
 * @param everyFieldByName whether canonical fields that {@code map} does not name are mapped to the
 *     native field of the same name
 */
public record FlowConfig(
    String system, DatasetSpec dataset, List<MapConfig> map, boolean everyFieldByName) {

  public FlowConfig {
    map = List.copyOf(map);
  }
}
