package io.syncline.config;

import io.syncline.engine.Retention;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.DeletePolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One kind of record: its canonical fields, who wins, and where it lives.
 *
 * @param matchOn tried in order at first contact; empty: nothing is ever linked
 * @param authority field or group to the one system whose value counts
 * @param onConflict decides between edits made without sight of each other
 * @param onFirstContact decides between unequal values of records that were just linked
 * @param onDeleteConflict decides whether a record lives that one side deleted and another edited
 * @param twinsAreSeparate whether unlinked records that match each other are separate records
 *     rather than held for review
 * @param flows one per system that takes part
 * @param retention how long tombstones and decisions are kept
 */
public record EntityConfig(
    String name,
    List<FieldConfig> fields,
    List<GroupConfig> groups,
    List<CorrelationRule> matchOn,
    Map<String, String> authority,
    PolicyConfig onConflict,
    PolicyConfig onFirstContact,
    DeletePolicy onDeleteConflict,
    boolean twinsAreSeparate,
    List<FlowConfig> flows,
    Retention retention) {

  public EntityConfig {
    fields = List.copyOf(fields);
    groups = List.copyOf(groups);
    matchOn = List.copyOf(matchOn);
    authority = Collections.unmodifiableMap(new LinkedHashMap<>(authority));
    flows = List.copyOf(flows);
  }
}
