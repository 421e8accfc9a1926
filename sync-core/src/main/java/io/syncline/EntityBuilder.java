package io.syncline;

import io.syncline.config.EntityConfig;
import io.syncline.config.FieldConfig;
import io.syncline.config.FlowConfig;
import io.syncline.config.GroupConfig;
import io.syncline.config.PolicyConfig;
import io.syncline.engine.Retention;
import io.syncline.model.FieldType;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.Normaliser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects the rules of one entity. Where nothing else is said, every conflict, between edits, with
 * a delete, or at first contact, is held for review. Checks nothing: the hub does, all at once.
 */
public final class EntityBuilder {

  private final String name;
  private final List<FieldConfig> fields = new ArrayList<>();
  private final List<GroupConfig> groups = new ArrayList<>();
  private final List<CorrelationRule> matchOn = new ArrayList<>();
  private final Map<String, String> authority = new LinkedHashMap<>();
  private final List<FlowConfig> flows = new ArrayList<>();
  private PolicyConfig onConflict = PolicyConfig.hold();
  private PolicyConfig onFirstContact = PolicyConfig.hold();
  private DeletePolicy onDeleteConflict = DeletePolicy.holdForReview();
  private boolean twinsAreSeparate;
  private Retention retention = Retention.usual();

  EntityBuilder(String name) {
    this.name = name;
  }

  public EntityBuilder field(String field, FieldType type) {
    fields.add(new FieldConfig(field, type));
    return this;
  }

  /** Fields that only make sense together, such as amount and currency: they travel as one. */
  public EntityBuilder group(String group, String... members) {
    groups.add(new GroupConfig(group, List.of(members)));
    return this;
  }

  /**
   * At first contact, records are the same where all these fields are equal. Further rules are
   * tried in order.
   */
  public EntityBuilder matchOn(String... equalFields) {
    return matchOn(CorrelationRule.on(equalFields));
  }

  /** As {@link #matchOn(String...)}, where the field is brought to a common form first. */
  public EntityBuilder matchOn(String field, Normaliser normaliser) {
    return matchOn(CorrelationRule.on(field, normaliser));
  }

  /** By any rule, such as one of likeness: {@link CorrelationRule#similar}. */
  public EntityBuilder matchOn(CorrelationRule rule) {
    matchOn.add(rule);
    return this;
  }

  /**
   * Unlinked records that match each other are separate records; without this, they are held for
   * review.
   */
  public EntityBuilder twinsAreSeparate() {
    twinsAreSeparate = true;
    return this;
  }

  /** Where this entity is in {@code system}. */
  public EntityBuilder in(String system, Consumer<FlowBuilder> flow) {
    FlowBuilder builder = new FlowBuilder(system);
    flow.accept(builder);
    flows.add(builder.config());
    return this;
  }

  /** The one system whose value counts; edits of others are recorded and written over. */
  public EntityBuilder authority(String fieldOrGroup, String system) {
    authority.put(fieldOrGroup, system);
    return this;
  }

  /** Decides the conflicts of what has no policy of its own. */
  public EntityBuilder onConflict(ConflictPolicy policy) {
    onConflict = onConflict.otherwise(policy);
    return this;
  }

  public EntityBuilder onConflict(String fieldOrGroup, ConflictPolicy policy) {
    onConflict = onConflict.with(fieldOrGroup, policy);
    return this;
  }

  /** Decides between unequal values of records that were just linked. */
  public EntityBuilder onFirstContact(ConflictPolicy policy) {
    onFirstContact = onFirstContact.otherwise(policy);
    return this;
  }

  public EntityBuilder onFirstContact(String fieldOrGroup, ConflictPolicy policy) {
    onFirstContact = onFirstContact.with(fieldOrGroup, policy);
    return this;
  }

  /** Decides whether a record lives that one side deleted and another edited. */
  public EntityBuilder onDeleteConflict(DeletePolicy policy) {
    onDeleteConflict = policy;
    return this;
  }

  /** How long deleted records and decisions are kept. */
  public EntityBuilder retention(Retention kept) {
    retention = kept;
    return this;
  }

  EntityConfig config() {
    return new EntityConfig(
        name,
        fields,
        groups,
        matchOn,
        authority,
        onConflict,
        onFirstContact,
        onDeleteConflict,
        twinsAreSeparate,
        flows,
        retention);
  }
}
