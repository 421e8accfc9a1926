package io.syncline.config;

import io.syncline.model.EntityName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds what is wrong with references between the entities of a hub. */
final class ReferenceCheck {

  private final Map<String, EntityConfig> entities = new LinkedHashMap<>();
  private final Faults faults;

  private ReferenceCheck(HubConfig hub, Faults faults) {
    hub.entities().forEach(entity -> entities.put(entity.name(), entity));
    this.faults = faults;
  }

  static void check(HubConfig hub, Faults faults) {
    ReferenceCheck check = new ReferenceCheck(hub, faults);
    hub.entities().forEach(check::entity);
  }

  private void entity(EntityConfig entity) {
    for (FieldConfig field : entity.fields()) {
      Optional<EntityName> target = field.type().refersTo();
      if (target.isPresent()) {
        reference(entity, field, target.get().name());
      }
    }
  }

  private void reference(EntityConfig entity, FieldConfig field, String target) {
    String path = "entities." + entity.name();
    EntityConfig referred = entities.get(target);
    if (referred == null) {
      faults.unknown(path + ".fields." + field.name(), entities.keySet(), "entity", target);
      return;
    }
    for (FlowConfig flow : entity.flows()) {
      boolean mapped = isMapped(flow, field);
      boolean there = referred.flows().stream().anyMatch(f -> f.system().equals(flow.system()));
      if (mapped && !there) {
        faults.at(
            path + ".in." + flow.system() + ".map",
            "must refer to an entity that is in the same system: field="
                + field.name()
                + " entity="
                + target);
      }
    }
  }

  private static boolean isMapped(FlowConfig flow, FieldConfig field) {
    return flow.everyFieldByName()
        || flow.map().stream().anyMatch(map -> map.field().equals(field.name()));
  }
}
