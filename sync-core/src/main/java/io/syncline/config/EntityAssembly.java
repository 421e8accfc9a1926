package io.syncline.config;

import io.syncline.engine.Flow;
import io.syncline.engine.SyncEntity;
import io.syncline.mapping.EntityMapping;
import io.syncline.model.EntityName;
import io.syncline.model.Field;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.plan.Planner;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.RulesBuilder;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Joins the declaration of one entity and its opened flows into an entity that can run. */
final class EntityAssembly {

  private final EntityConfig entity;
  private final SystemId hub;
  private final Faults faults;

  EntityAssembly(EntityConfig entity, SystemId hub, Faults faults) {
    this.entity = entity;
    this.hub = hub;
    this.faults = faults;
  }

  /** To be called for an entity without faults; empty where there is one now. */
  Optional<SyncEntity> join(List<OpenedFlow> opened) {
    Schema schema = schema();
    RulesBuilder rules = rules(schema);
    SortedMap<SystemId, Flow> flows = new TreeMap<>();
    for (OpenedFlow flow : opened) {
      EntityMapping mapping = flow.mapping(schema);
      rules.system(flow.rules(mapping));
      flows.put(flow.system(), new Flow(flow.system(), flow.dataset(), mapping, flow.guards()));
      LensCheck.check("entities." + entity.name() + ".in." + flow.system(), mapping, faults);
    }
    return built(rules)
        .map(
            built ->
                new SyncEntity(
                    schema,
                    new Reconciler(built),
                    new Planner(built),
                    entity.matchOn(),
                    entity.twinsAreSeparate(),
                    flows,
                    entity.retention()));
  }

  private Schema schema() {
    return new Schema(
        new EntityName(entity.name()),
        entity.fields().stream().map(field -> new Field(field.name(), field.type())).toList());
  }

  private RulesBuilder rules(Schema schema) {
    RulesBuilder rules =
        Rules.builder(schema, hub)
            .onConflict(entity.onConflict().otherwise())
            .onFirstContact(entity.onFirstContact().otherwise())
            .onDeleteConflict(entity.onDeleteConflict());
    entity.groups().forEach(group -> rules.group(group.name(), group.fields()));
    entity.onConflict().named().forEach(rules::onConflict);
    entity.onFirstContact().named().forEach(rules::onFirstContact);
    entity.authority().forEach((name, system) -> rules.authority(name, new SystemId(system)));
    return rules;
  }

  /** What the rules refuse by themselves comes as one text of paths and messages. */
  private Optional<Rules> built(RulesBuilder rules) {
    try {
      return Optional.of(rules.build());
    } catch (IllegalArgumentException e) {
      for (String each : String.valueOf(e.getMessage()).split("; ", -1)) {
        int colon = each.indexOf(": ");
        faults.at(
            colon < 0 ? "entities." + entity.name() : each.substring(0, colon),
            each.substring(colon < 0 ? 0 : colon + 2));
      }
      return Optional.empty();
    }
  }
}
