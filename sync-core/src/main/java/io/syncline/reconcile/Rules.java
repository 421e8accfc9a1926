package io.syncline.reconcile;

import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of one entity: its schema, its systems, and who wins. Immutable; safe to share between
 * threads where its policies are.
 *
 * <p><b>Authority.</b> A field may have one system that is the source of its truth. The authority's
 * edits win every conflict, and its value wins at first contact. The edit of any other system,
 * conflict or not, is decided for the head, recorded as a conflict, and written over. Only while
 * the head has no value is one taken from another system. Declared so, the outcome depends neither
 * on the order in which systems are looked at nor on clocks, save which of several others fills a
 * gap.
 */
public final class Rules {

  private final Schema schema;
  private final SystemId hub;
  private final List<SystemRules> systems;
  private final Map<SystemId, SystemRules> bySystem = new HashMap<>();
  private final Map<SystemId, Set<String>> mapped = new HashMap<>();
  private final Map<String, FieldRules> fields;
  private final DeletePolicy deletePolicy;
  private final List<String> registers;

  Rules(RulesBuilder builder, Map<String, FieldRules> fields) {
    this.schema = builder.schema;
    this.hub = builder.hub;
    this.systems = List.copyOf(builder.systems.values());
    this.fields = Map.copyOf(fields);
    this.deletePolicy = builder.deletePolicy;
    for (SystemRules system : systems) {
      bySystem.put(system.system(), system);
      mapped.put(system.system(), Set.copyOf(new HashSet<>(system.fields())));
    }
    List<String> names = new ArrayList<>(schema.names());
    names.add(Registers.LIFE);
    this.registers = List.copyOf(names);
  }

  /** Starts the rules of the entity {@code schema} describes, in the hub {@code hub}. */
  public static RulesBuilder builder(Schema schema, SystemId hub) {
    return new RulesBuilder(schema, hub);
  }

  public Schema schema() {
    return schema;
  }

  /** The id under which this hub's own events, its merges and decisions, are counted. */
  public SystemId hub() {
    return hub;
  }

  /** Sorted by system. */
  public List<SystemRules> systems() {
    return systems;
  }

  public SystemRules system(SystemId system) {
    SystemRules rules = bySystem.get(system);
    if (rules == null) {
      throw new IllegalArgumentException(
          "must be a system of the entity: entity=" + schema.entity() + " system=" + system);
    }
    return rules;
  }

  /**
   * The names of a head's registers: the schema's fields in order, then life. Shared by records.
   */
  public List<String> registers() {
    return registers;
  }

  /** The fields that are written together with {@code field}, itself included. */
  public List<String> writtenWith(String field) {
    return field(field).fields();
  }

  /** What {@code system} shows for a register's value. */
  public Value show(SystemId system, String register, Value value) {
    return value.isNull() || register.equals(Registers.LIFE)
        ? value
        : system(system).shown().show(register, value);
  }

  DeletePolicy deletePolicy() {
    return deletePolicy;
  }

  FieldRules field(String name) {
    FieldRules rules = fields.get(name);
    if (rules == null) {
      throw new IllegalArgumentException(
          "must be a field of the entity: entity=" + schema.entity() + " field=" + name);
    }
    return rules;
  }

  boolean isMapped(SystemId system, String field) {
    Set<String> names = mapped.get(system);
    return names != null && names.contains(field);
  }

  FieldType type(String field) {
    return schema
        .field(field)
        .map(Field::type)
        .orElseThrow(() -> new IllegalArgumentException("must be a field: field=" + field));
  }

  /** Why the head's field cannot take {@code value}. */
  Optional<String> fault(String field, Value value) {
    return schema.field(field).map(Field::type).flatMap(type -> type.fault(value));
  }

  static ConflictPolicy orAuthority(ConflictPolicy policy, Optional<SystemId> authority) {
    return authority.map(ConflictPolicy::authority).orElse(policy);
  }
}
