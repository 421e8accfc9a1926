package io.syncline.config;

import java.util.ArrayList;
import java.util.List;

/** What is allowed but hardly meant: fields that are kept in agreement with nobody. */
final class Advice {

  private Advice() {}

  static List<ConfigFault> on(EntityConfig entity) {
    List<ConfigFault> advice = new ArrayList<>();
    for (FieldConfig field : entity.fields()) {
      List<String> systems =
          entity.flows().stream()
              .filter(flow -> maps(flow, field.name()))
              .map(FlowConfig::system)
              .toList();
      if (systems.size() < 2) {
        advice.add(
            new ConfigFault(
                "entities." + entity.name() + ".fields." + field.name(),
                "should be mapped in two systems: in=" + systems));
      }
    }
    return advice;
  }

  private static boolean maps(FlowConfig flow, String field) {
    return flow.everyFieldByName()
        || flow.map().stream().anyMatch(map -> map.field().equals(field));
  }
}
