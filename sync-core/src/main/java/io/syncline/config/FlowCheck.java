package io.syncline.config;

import io.syncline.mapping.Direction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what is wrong with one entity in one system, as far as can be told without the system. */
final class FlowCheck {

  private final EntityConfig entity;
  private final FlowConfig flow;
  private final Set<String> fields;
  private final Faults faults;
  private final String path;

  private FlowCheck(EntityConfig entity, FlowConfig flow, Set<String> fields, Faults faults) {
    this.entity = entity;
    this.flow = flow;
    this.fields = fields;
    this.faults = faults;
    this.path = "entities." + entity.name() + ".in." + flow.system();
  }

  static void check(EntityConfig entity, FlowConfig flow, Set<String> fields, Faults faults) {
    new FlowCheck(entity, flow, fields, faults).check();
  }

  private void check() {
    if (flow.dataset().name().isBlank()) {
      faults.at(path + ".dataset", "must be given, as the system names it: dataset=");
    }
    if (flow.map().isEmpty() && !flow.everyFieldByName()) {
      faults.at(path + ".map", "must map a field, or every field by name: map=[]");
    }
    Set<String> mapped = new HashSet<>();
    Set<String> written = new HashSet<>();
    for (int i = 0; i < flow.map().size(); i++) {
      map(path + ".map[" + i + "]", flow.map().get(i), mapped, written);
    }
    if (flow.everyFieldByName()) {
      everyFieldByName(mapped, written);
    }
    entity.groups().forEach(group -> group(group, mapped));
    if (flow.scope() instanceof FieldScope scope) {
      scope.values().keySet().stream()
          .filter(field -> !fields.contains(field))
          .forEach(field -> faults.unknown(path + ".only." + field, fields, "field", field));
    }
  }

  private void map(String at, MapConfig map, Set<String> mapped, Set<String> written) {
    if (!fields.contains(map.field())) {
      faults.unknown(at, fields, "field", map.field());
    } else if (!mapped.add(map.field())) {
      faults.at(at, "must map a field once: field=" + map.field());
    }
    if (map.nativeField().isBlank()) {
      faults.at(at, "must name a native field: field=" + map.field());
    }
    boolean writes = map.direction().map(Direction::isCreated).orElse(!map.lens().isOneWay());
    if (writes && map.lens().isOneWay()) {
      faults.at(
          at, "must be READ_ONLY, the lens is one-way: direction=" + map.direction().orElseThrow());
    }
    if (writes && !written.add(map.nativeField())) {
      faults.at(at, "must write a native field once: native=" + map.nativeField());
    }
  }

  private void everyFieldByName(Set<String> mapped, Set<String> written) {
    for (String field : fields) {
      if (mapped.add(field) && !written.add(field)) {
        faults.at(path + ".everyFieldByName", "must write a native field once: native=" + field);
      }
    }
  }

  private void group(GroupConfig group, Set<String> mapped) {
    List<String> missing =
        group.fields().stream()
            .filter(fields::contains)
            .filter(field -> !mapped.contains(field))
            .toList();
    if (!missing.isEmpty() && group.fields().stream().anyMatch(mapped::contains)) {
      faults.at(
          path + ".map",
          "must map all of a group or none: group=" + group.name() + " missing=" + missing);
    }
  }
}
