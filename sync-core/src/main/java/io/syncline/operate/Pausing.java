package io.syncline.operate;

import io.syncline.engine.Pause;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.util.List;
import java.util.Optional;

/**
 * Stops flows and systems, and lets them go on. What is paused is neither read nor written, by no
 * instance, until it is resumed, also after a restart; nothing is lost, and it goes on where it
 * was. A run under way heeds it from its next page or batch on. Thread-safe.
 */
public final class Pausing {

  private final SyncEngine engine;

  public Pausing(SyncEngine engine) {
    this.engine = engine;
  }

  /** What is paused. */
  public List<Pause> paused() {
    return engine.paused();
  }

  /** One entity in one system. */
  public Target flow(String entity, String system) {
    SyncEntity found =
        engine.entities().stream()
            .filter(each -> each.name().name().equals(entity))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must be one of "
                            + engine.entities().stream().map(SyncEntity::name).toList()
                            + ": entity="
                            + entity));
    return new Target(found.flow(new SystemId(system)).system(), Optional.of(found.name()));
  }

  /**
   * A system with all its flows. They are resumed together; one that was paused itself stays so.
   */
  public Target system(String system) {
    List<SystemId> known =
        engine.entities().stream()
            .flatMap(entity -> entity.flows().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    SystemId id = new SystemId(system);
    if (!known.contains(id)) {
      throw new IllegalArgumentException("must be one of " + known + ": system=" + system);
    }
    return new Target(id, Optional.empty());
  }

  /** What can be stopped. */
  public final class Target {

    private final SystemId system;
    private final Optional<EntityName> entity;

    private Target(SystemId system, Optional<EntityName> entity) {
      this.system = system;
      this.entity = entity;
    }

    /**
     * Stops it, in place of an earlier pause of the same.
     *
     * @param by who does, as they call themselves
     * @throws io.syncline.store.NotHolder where another instance works: ask that one
     */
    public void pause(String by, String why) {
      engine.pause(system, entity, by, why);
    }

    /**
     * Lets it go on, if it was stopped. Where the hub is started, what waits goes out at once.
     *
     * @throws io.syncline.store.NotHolder where another instance works: ask that one
     */
    public void resume(String by) {
      engine.resume(system, entity, by);
    }
  }
}
