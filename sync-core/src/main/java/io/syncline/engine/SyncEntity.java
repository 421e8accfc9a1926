package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.plan.Planner;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.policy.CorrelationRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entity, ready to run: its rules, and a flow per system that takes part.
 *
 * @param correlation tried in order at first contact; empty: nothing is ever linked
 * @param twinsAreSeparate whether unlinked records that match each other are separate records
 *     rather than held for review
 * @param retention how long tombstones and decisions are kept
 */
public record SyncEntity(
    Schema schema,
    Reconciler reconciler,
    Planner planner,
    List<CorrelationRule> correlation,
    boolean twinsAreSeparate,
    SortedMap<SystemId, Flow> flows,
    Retention retention) {

  public SyncEntity {
    correlation = List.copyOf(correlation);
    flows = Collections.unmodifiableSortedMap(new TreeMap<>(flows));
  }

  /** The fields that name records, and of which entity. */
  Map<String, EntityName> references() {
    return References.of(schema);
  }

  public EntityName name() {
    return schema.entity();
  }

  /** The flow of a system that takes part. */
  public Flow flow(SystemId system) {
    Flow flow = flows.get(system);
    if (flow == null) {
      throw new IllegalArgumentException(
          "must be one of " + flows.keySet() + ": entity=" + name() + " system=" + system);
    }
    return flow;
  }
}
