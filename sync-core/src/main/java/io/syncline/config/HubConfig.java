package io.syncline.config;

import io.syncline.engine.HubLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A hub as its host declared it, in code or in a file, before anything is opened. May hold any
 * mistake: {@link Assembly} names them all.
 *
 * @param hub the id under which the hub counts its own events; never changes once records live
 * @param folder what relative paths in settings are resolved against
 * @param state where the hub keeps its state; empty where the host hands in a store
 * @param blobs where adapters keep contents, beside the stores that the host hands in
 */
public record HubConfig(
    String hub,
    Path folder,
    Optional<StateConfig> state,
    List<SystemConfig> systems,
    List<BlobStoreConfig> blobs,
    List<EntityConfig> entities,
    HubLimits limits,
    ScheduleConfig schedule) {

  /** The id of a hub that was given none. */
  public static final String DEFAULT_HUB = "hub";

  public HubConfig {
    systems = List.copyOf(systems);
    blobs = List.copyOf(blobs);
    entities = List.copyOf(entities);
  }

  /** This declaration over other systems, with the state in a store that the host hands in. */
  public HubConfig over(List<SystemConfig> others) {
    return new HubConfig(hub, folder, Optional.empty(), others, blobs, entities, limits, schedule);
  }
}
