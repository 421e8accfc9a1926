package io.syncline.operate;

import io.syncline.engine.Flow;
import io.syncline.engine.SyncEntity;
import io.syncline.model.SystemId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What must stand in the systems for their changes to be followed, and how it comes there. A hub
 * installs nothing by itself: a flow that misses something fails, and says so. Thread-safe.
 */
public final class TrackedFlows {

  private final List<SyncEntity> entities;
  private final Duration within;

  /**
   * @param within for each call to a system
   */
  public TrackedFlows(List<SyncEntity> entities, Duration within) {
    this.entities = List.copyOf(entities);
    this.within = within;
  }

  /** Every flow that needs something, in the order of the declaration. */
  public List<TrackedFlow> all() {
    return entities.stream()
        .flatMap(
            entity ->
                entity.flows().values().stream().flatMap(flow -> tracked(entity, flow).stream()))
        .toList();
  }

  /** One entity in one system; empty where nothing has to be installed for it. */
  public Optional<TrackedFlow> flow(String entity, String system) {
    SyncEntity found =
        entities.stream()
            .filter(each -> each.name().name().equals(entity))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must be one of "
                            + entities.stream().map(SyncEntity::name).toList()
                            + ": entity="
                            + entity));
    return tracked(found, found.flow(new SystemId(system)));
  }

  private Optional<TrackedFlow> tracked(SyncEntity entity, Flow flow) {
    return flow.dataset()
        .tracking()
        .map(tracking -> new TrackedFlow(entity.name(), flow.system(), tracking, within));
  }

  /**
   * Installs what is missing for any flow, one after the other; those before one that fails stay
   * installed, and repeating goes on with it.
   */
  public void install() {
    all().forEach(TrackedFlow::install);
  }
}
