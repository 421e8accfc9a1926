package io.syncline.config;

import io.syncline.engine.SyncEntity;
import io.syncline.model.SystemId;
import io.syncline.schedule.HubSchedule;
import io.syncline.spi.Adapter;
import io.syncline.spi.BlobStore;
import io.syncline.store.StateStore;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The opened parts of a hub, ready to run. Whoever holds it closes it: first the adapters, then the
 * stores. Closing twice is no error.
 */
public final class Assembly implements AutoCloseable {

  private final List<SyncEntity> entities;
  private final SortedMap<SystemId, Adapter> adapters;
  private final List<BlobStore> blobs;
  private final StateStore store;
  private final HubSchedule schedule;

  Assembly(
      List<SyncEntity> entities,
      SortedMap<SystemId, Adapter> adapters,
      Collection<BlobStore> blobs,
      StateStore store,
      HubSchedule schedule) {
    this.entities = List.copyOf(entities);
    this.adapters = Collections.unmodifiableSortedMap(new TreeMap<>(adapters));
    this.blobs = List.copyOf(blobs);
    this.store = store;
    this.schedule = schedule;
  }

  /**
   * Opens every system once and checks the whole declaration, also against what the systems say of
   * themselves.
   *
   * @throws ConfigException naming every mistake
   * @throws io.syncline.spi.AdapterException where a system does not answer and no mistake was
   *     found
   * @throws io.syncline.store.StoreException where the state's medium fails or refuses
   */
  public static Assembly open(HubConfig config, Surroundings host) {
    Assembler assembler = new Assembler(config, host);
    try {
      return assembler.assemble();
    } catch (RuntimeException | Error e) {
      assembler.abandon(e);
      throw e;
    }
  }

  /** In the order of the declaration. */
  public List<SyncEntity> entities() {
    return entities;
  }

  /** Also those that no entity uses. */
  public SortedMap<SystemId, Adapter> adapters() {
    return adapters;
  }

  public StateStore store() {
    return store;
  }

  /** When the flows run by themselves. */
  public HubSchedule schedule() {
    return schedule;
  }

  @Override
  public void close() {
    Closing closing = new Closing();
    adapters.values().forEach(closing::close);
    blobs.forEach(closing::close);
    closing.close(store);
    closing.end();
  }
}
