package io.syncline;

import io.syncline.config.FlowConfig;
import io.syncline.config.MapConfig;
import io.syncline.mapping.Direction;
import io.syncline.mapping.Lens;
import io.syncline.mapping.Lenses;
import io.syncline.plan.GuardLimit;
import io.syncline.plan.Guards;
import io.syncline.plan.Risk;
import io.syncline.reconcile.SystemRules.Scope;
import io.syncline.spi.DatasetOptions;
import io.syncline.spi.DatasetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects how one entity stands in one system. Checks nothing: the hub does, all at once. */
public final class FlowBuilder {

  private final String system;
  private final List<MapConfig> map = new ArrayList<>();
  private DatasetSpec dataset = DatasetSpec.of("");
  private boolean everyFieldByName;
  private Guards guards = Guards.usual();
  private Scope scope = Scope.all();

  FlowBuilder(String system) {
    this.system = system;
  }

  /** The native dataset, as the system names it. */
  public FlowBuilder dataset(String name) {
    dataset = new DatasetSpec(name, dataset.key(), dataset.fields(), dataset.options());
    return this;
  }

  /** The native fields of its key, in order. Without them: what the system declares. */
  public FlowBuilder key(String... nativeFields) {
    dataset = dataset.withKey(nativeFields);
    return this;
  }

  /** A canonical field under its native name, both ways, unchanged. */
  public FlowBuilder map(String field, String nativeField) {
    return map(field, nativeField, Lenses.identity());
  }

  /** A canonical field through {@code lens}: both ways, or read only where that is one-way. */
  public FlowBuilder map(String field, String nativeField, Lens lens) {
    return map(field, nativeField, lens, Optional.empty());
  }

  public FlowBuilder map(String field, String nativeField, Direction direction) {
    return map(field, nativeField, Lenses.identity(), Optional.of(direction));
  }

  public FlowBuilder map(String field, String nativeField, Lens lens, Direction direction) {
    return map(field, nativeField, lens, Optional.of(direction));
  }

  private FlowBuilder map(
      String field, String nativeField, Lens lens, Optional<Direction> direction) {
    map.add(new MapConfig(field, nativeField, lens, direction));
    return this;
  }

  /** Maps the fields that are not mapped otherwise to the native fields of the same name. */
  public FlowBuilder everyFieldByName() {
    everyFieldByName = true;
    return this;
  }

  /**
   * Makes only those records there whose agreed values {@code records} covers. One that is there
   * already stays in agreement, also when it leaves the scope.
   */
  public FlowBuilder only(Scope records) {
    scope = records;
    return this;
  }

  /**
   * Holds writes of this kind for approval where a plan has more than {@code rows} of them, and
   * more than {@code share} of the system's linked records. Usually 100 and 0.2 for deletes,
   * blanked fields and changes of keys, and no limit for creates and other updates.
   */
  public FlowBuilder guard(Risk risk, long rows, double share) {
    guards = guards.with(risk, new GuardLimit(rows, share));
    return this;
  }

  /** Lets all writes of this kind go. */
  public FlowBuilder unguarded(Risk risk) {
    guards = guards.without(risk);
    return this;
  }

  /** How changes are found, in the words of the adapter, such as {@code polling("updated_at")}. */
  public FlowBuilder feed(DatasetOptions feed) {
    return options(feed.options());
  }

  /** An option that only this type of adapter understands. */
  public FlowBuilder option(String name, String value) {
    return options(Map.of(name, value));
  }

  private FlowBuilder options(Map<String, String> options) {
    dataset = dataset.withOptions(options);
    return this;
  }

  FlowConfig config() {
    return new FlowConfig(system, dataset, map, everyFieldByName, guards, scope);
  }
}
