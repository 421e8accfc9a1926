package io.syncline.reconcile;

import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.model.ValueKind;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects the rules of one entity. Where nothing else is said, every conflict, between edits, with
 * a delete, or at first contact, is held for review.
 */
public final class RulesBuilder {

  private static final FieldType STRUCT = FieldType.of(ValueKind.STRUCT);

  final Schema schema;
  final SystemId hub;
  final TreeMap<SystemId, SystemRules> systems = new TreeMap<>();
  DeletePolicy deletePolicy = DeletePolicy.holdForReview();

  private final Map<String, List<String>> groups = new LinkedHashMap<>();
  private final Map<String, ConflictPolicy> policies = new HashMap<>();
  private final Map<String, ConflictPolicy> initials = new HashMap<>();
  private final Map<String, SystemId> authorities = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private ConflictPolicy policy = ConflictPolicy.holdForReview();
  private ConflictPolicy initial = ConflictPolicy.holdForReview();

  RulesBuilder(Schema schema, SystemId hub) {
    this.schema = schema;
    this.hub = hub;
  }

  public RulesBuilder system(SystemRules rules) {
    if (systems.put(rules.system(), rules) != null) {
      fault("in." + rules.system(), "must be declared once");
    }
    return this;
  }

  /** Decides the conflicts of fields that have no policy of their own. */
  public RulesBuilder onConflict(ConflictPolicy entityPolicy) {
    this.policy = entityPolicy;
    return this;
  }

  /** Decides the conflicts of one field or group. */
  public RulesBuilder onConflict(String fieldOrGroup, ConflictPolicy fieldPolicy) {
    policies.put(fieldOrGroup, fieldPolicy);
    return this;
  }

  /** Decides between unequal values at first contact, in fields without a policy of their own. */
  public RulesBuilder onFirstContact(ConflictPolicy entityPolicy) {
    this.initial = entityPolicy;
    return this;
  }

  /** Decides between unequal values of one field or group at first contact. */
  public RulesBuilder onFirstContact(String fieldOrGroup, ConflictPolicy fieldPolicy) {
    initials.put(fieldOrGroup, fieldPolicy);
    return this;
  }

  /** Makes {@code system} the source of truth of one field or group, in place of its policies. */
  public RulesBuilder authority(String fieldOrGroup, SystemId system) {
    authorities.put(fieldOrGroup, system);
    return this;
  }

  /** Lets fields conflict, be decided and be written as one. A system is mapped to all or none. */
  public RulesBuilder group(String name, List<String> fields) {
    if (groups.put(name, List.copyOf(fields)) != null) {
      fault("groups." + name, "must be declared once");
    }
    return this;
  }

  public RulesBuilder onDeleteConflict(DeletePolicy policyOfDeletes) {
    this.deletePolicy = policyOfDeletes;
    return this;
  }

  /** Throws an {@link IllegalArgumentException} that names every mistake, each with its path. */
  public Rules build() {
    Map<String, FieldRules> fields = new LinkedHashMap<>();
    groups.forEach((name, members) -> addGroup(name, members, fields));
    for (Field field : schema.fields()) {
      fields.computeIfAbsent(field.name(), name -> rules(name, List.of(name), field.type()));
    }
    checkNames(fields);
    systems.values().forEach(this::checkSystem);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return new Rules(this, fields);
  }

  private void addGroup(String name, List<String> members, Map<String, FieldRules> fields) {
    if (schema.field(name).isPresent()) {
      fault("groups." + name, "must not have the name of a field");
    }
    if (members.size() < 2) {
      fault("groups." + name, "must have two fields: fields=" + members);
    }
    FieldRules rules = rules(name, members, STRUCT);
    for (String member : members) {
      if (schema.field(member).isEmpty()) {
        fault("groups." + name, "must name fields of the schema: field=" + member);
      }
      if (fields.put(member, rules) != null) {
        fault("groups." + name, "must not share a field with another group: field=" + member);
      }
      if (policies.containsKey(member)
          || initials.containsKey(member)
          || authorities.containsKey(member)) {
        fault("groups." + name, "must be decided as one, not by field: field=" + member);
      }
    }
  }

  private FieldRules rules(String name, List<String> fields, FieldType type) {
    Optional<SystemId> authority = Optional.ofNullable(authorities.get(name));
    return new FieldRules(
        name,
        fields,
        type,
        Rules.orAuthority(policies.getOrDefault(name, policy), authority),
        Rules.orAuthority(initials.getOrDefault(name, initial), authority),
        authority);
  }

  private void checkNames(Map<String, FieldRules> fields) {
    for (Map<String, ?> named : List.of(policies, initials, authorities)) {
      for (String name : named.keySet()) {
        if (!fields.containsKey(name) && !groups.containsKey(name)) {
          fault("fields." + name, "must be a field of the schema or a group");
        }
      }
    }
    authorities.forEach(
        (name, system) -> {
          if (!systems.containsKey(system)) {
            fault(
                "fields." + name + ".authority",
                "must be a system of the entity: system=" + system);
          }
        });
    if (systems.containsKey(hub)) {
      fault("in." + hub, "must not have the id of the hub");
    }
  }

  private void checkSystem(SystemRules system) {
    String path = "in." + system.system();
    for (String field : system.fields()) {
      if (schema.field(field).isEmpty()) {
        fault(path, "must map fields of the schema: field=" + field);
      }
    }
    for (String field : system.creates()) {
      if (!system.fields().contains(field)) {
        fault(path, "must be mapped to be created: field=" + field);
      }
    }
    for (String field : system.writes()) {
      if (!system.fields().contains(field)) {
        fault(path, "must be mapped to be written: field=" + field);
      }
    }
    for (String field : system.apart()) {
      if (groups.values().stream().anyMatch(members -> members.contains(field))) {
        fault(path, "must not be of a group, since it is written by itself: field=" + field);
      }
    }
    groups.forEach(
        (name, members) -> {
          checkWhole(path, "map", name, members, system.fields());
          checkWhole(path, "write", name, members, system.writes());
        });
  }

  private void checkWhole(
      String path, String verb, String group, List<String> members, List<String> named) {
    long count = members.stream().filter(named::contains).count();
    if (count != 0 && count != members.size()) {
      fault(path, "must " + verb + " all of a group or none: group=" + group);
    }
  }

  private void fault(String path, String rule) {
    faults.add("entities." + schema.entity() + "." + path + ": " + rule);
  }
}
