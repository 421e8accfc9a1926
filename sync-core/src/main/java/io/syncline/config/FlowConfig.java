package io.syncline.config;

import io.syncline.plan.Guards;
import io.syncline.reconcile.SystemRules.Scope;
import io.syncline.spi.DatasetSpec;
import java.util.List;

/**
 * One entity in one system.
 *
 * @param dataset without fields: those are the mapped ones and the key
 * @param everyFieldByName whether canonical fields that {@code map} does not name are mapped to the
 *     native field of the same name
 * @param guards how much of a plan may go without a person
 * @param scope the records that are to be made there
 */
public record FlowConfig(
    String system,
    DatasetSpec dataset,
    List<MapConfig> map,
    boolean everyFieldByName,
    Guards guards,
    Scope scope) {

  public FlowConfig {
    map = List.copyOf(map);
  }
}
