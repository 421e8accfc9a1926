package io.syncline.config;

import io.syncline.model.EntityName;
import io.syncline.model.Field;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is wrong with one entity by itself. */
final class EntityCheck {

  private final EntityConfig entity;
  private final String path;
  private final Set<String> systems;
  private final Faults faults;
  private final Set<String> fields = new LinkedHashSet<>();
  private final Set<String> grouped = new HashSet<>();

  /** What is decided as one: fields that are in no group, and groups. */
  private final Set<String> decided = new LinkedHashSet<>();

  private EntityCheck(EntityConfig entity, Set<String> systems, Faults faults) {
    this.entity = entity;
    this.path = "entities." + entity.name();
    this.systems = systems;
    this.faults = faults;
  }

  static void check(EntityConfig entity, Set<String> systems, Faults faults) {
    new EntityCheck(entity, systems, faults).check();
  }

  private void check() {
    Names.fault(() -> new EntityName(entity.name())).ifPresent(text -> faults.at(path, text));
    fields();
    entity.groups().forEach(this::group);
    fields.stream().filter(field -> !grouped.contains(field)).forEach(decided::add);
    entity.groups().forEach(group -> decided.add(group.name()));
    matchOn();
    authority();
    named("onConflict", entity.onConflict().named());
    named("onFirstContact", entity.onFirstContact().named());
    flows();
  }

  private void fields() {
    if (entity.fields().isEmpty()) {
      faults.at(path + ".fields", "must declare a field: fields=[]");
    }
    for (FieldConfig field : entity.fields()) {
      String at = path + ".fields." + field.name();
      Names.fault(() -> new Field(field.name(), field.type()))
          .ifPresent(text -> faults.at(at, text));
      if (!fields.add(field.name())) {
        faults.at(at, "must be declared once: field=" + field.name());
      }
    }
  }

  private void group(GroupConfig group) {
    String at = path + ".groups." + group.name();
    if (fields.contains(group.name())) {
      faults.at(at, "must not have the name of a field: group=" + group.name());
    }
    if (!decided.add(group.name())) {
      faults.at(at, "must be declared once: group=" + group.name());
    }
    if (group.fields().size() < 2) {
      faults.at(at, "must have two fields: fields=" + group.fields());
    }
    for (String member : group.fields()) {
      if (!fields.contains(member)) {
        faults.unknown(at, fields, "field", member);
      } else if (!grouped.add(member)) {
        faults.at(at, "must not name a field of a group again: field=" + member);
      }
    }
  }

  private void matchOn() {
    for (int i = 0; i < entity.matchOn().size(); i++) {
      for (String field : entity.matchOn().get(i).fields()) {
        if (!fields.contains(field)) {
          faults.unknown(path + ".matchOn[" + i + "]", fields, "field", field);
        }
      }
    }
  }

  private void authority() {
    named("authority", entity.authority());
    List<String> taking = entity.flows().stream().map(FlowConfig::system).distinct().toList();
    entity
        .authority()
        .forEach(
            (name, system) -> {
              if (!taking.contains(system)) {
                faults.unknown(path + ".authority." + name, taking, "system", system);
              }
            });
  }

  private void named(String key, Map<String, ?> decisions) {
    for (String name : decisions.keySet()) {
      String at = path + "." + key + "." + name;
      if (grouped.contains(name)) {
        faults.at(at, "must name the group, whose fields are decided as one: field=" + name);
      } else if (!decided.contains(name)) {
        faults.unknown(at, decided, "field", name);
      }
    }
  }

  private void flows() {
    if (entity.flows().isEmpty()) {
      faults.at(path + ".in", "must be in a system: in=[]");
    }
    Set<String> seen = new HashSet<>();
    for (FlowConfig flow : entity.flows()) {
      String at = path + ".in." + flow.system();
      if (!systems.contains(flow.system())) {
        faults.unknown(at, systems, "system", flow.system());
      }
      if (!seen.add(flow.system())) {
        faults.at(at, "must be declared once: system=" + flow.system());
      }
      FlowCheck.check(entity, flow, fields, faults);
    }
  }
}
