package io.syncline.config;

import io.syncline.model.SystemId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** Finds what is wrong with a declaration by itself, without opening anything. */
final class HubCheck {

  private final HubConfig hub;
  private final Faults faults;

  private HubCheck(HubConfig hub, Faults faults) {
    this.hub = hub;
    this.faults = faults;
  }

  static void check(HubConfig hub, Faults faults) {
    new HubCheck(hub, faults).check();
  }

  private void check() {
    name("hub", hub.hub(), SystemId::new);
    Set<String> systems = systems();
    Schedules.of(hub, faults);
    if (hub.entities().isEmpty()) {
      faults.at("entities", "must declare an entity: entities=[]");
    }
    Set<String> names = new HashSet<>();
    for (EntityConfig entity : hub.entities()) {
      if (!names.add(entity.name())) {
        faults.at("entities." + entity.name(), "must be declared once: entity=" + entity.name());
      }
      EntityCheck.check(entity, systems, faults);
    }
    ReferenceCheck.check(hub, faults);
  }

  private Set<String> systems() {
    Set<String> names = new LinkedHashSet<>();
    if (hub.systems().isEmpty()) {
      faults.at("systems", "must declare a system: systems=[]");
    }
    for (SystemConfig system : hub.systems()) {
      String path = "systems." + system.id();
      name(path, system.id(), SystemId::new);
      if (!names.add(system.id())) {
        faults.at(path, "must be declared once: system=" + system.id());
      }
      if (system.id().equals(hub.hub())) {
        faults.at(path, "must not have the id of the hub: system=" + system.id());
      }
    }
    return names;
  }

  private void name(String path, String name, Function<String, ?> form) {
    Names.fault(() -> form.apply(name)).ifPresent(message -> faults.at(path, message));
  }
}
