package io.syncline.config;

import io.syncline.engine.SyncEntity;
import io.syncline.model.SystemId;
import io.syncline.schedule.HubSchedule;
import io.syncline.spi.AdapterException;
import io.syncline.store.StateStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and joins the parts of a hub, and collects every mistake on the way. */
final class Assembler {

  private static final Logger LOG = LoggerFactory.getLogger(Assembler.class);

  private final HubConfig config;
  private final Surroundings host;
  private final Faults faults = new Faults();
  private final BlobStores blobs;
  private final Systems systems;

  /** Null: every system answered. */
  private @Nullable AdapterException unanswered;

  Assembler(HubConfig config, Surroundings host) {
    this.config = config;
    this.host = host;
    this.blobs = new BlobStores(config, host, faults);
    this.systems = new Systems(config, host.with(blobs), faults);
  }

  Assembly assemble() {
    HubCheck.check(config, faults);
    Stores stores = new Stores(config, host, faults);
    stores.check();
    blobs.open();
    systems.open();
    Map<EntityConfig, List<OpenedFlow>> flows = new LinkedHashMap<>();
    config.entities().forEach(entity -> flows.put(entity, open(entity)));
    faults.refuse();
    if (unanswered != null) {
      throw unanswered;
    }
    List<SyncEntity> entities = new ArrayList<>();
    flows.forEach((entity, opened) -> join(entity, opened).ifPresent(entities::add));
    HubSchedule schedule = Schedules.of(config, faults);
    faults.refuse();
    config.entities().forEach(Assembler::advise);
    Optional<StateStore> store = stores.open();
    faults.refuse();
    return new Assembly(entities, systems.opened(), blobs.opened(), store.orElseThrow(), schedule);
  }

  private List<OpenedFlow> open(EntityConfig entity) {
    List<OpenedFlow> opened = new ArrayList<>();
    for (FlowConfig flow : entity.flows()) {
      systems
          .find(flow.system())
          .flatMap(
              adapter -> {
                try {
                  return new FlowOpening(entity, flow, adapter, config.limits().call(), faults)
                      .open();
                } catch (AdapterException e) {
                  unanswered = unanswered == null ? e : unanswered;
                  return Optional.empty();
                }
              })
          .ifPresent(opened::add);
    }
    return opened;
  }

  private Optional<SyncEntity> join(EntityConfig entity, List<OpenedFlow> opened) {
    return new EntityAssembly(entity, new SystemId(config.hub()), faults).join(opened);
  }

  private static void advise(EntityConfig entity) {
    Advice.on(entity).forEach(each -> LOG.warn("{}", each));
  }

  /** Closes what was opened, and what was handed over, after {@code reason}. */
  void abandon(Throwable reason) {
    Closing closing = new Closing();
    systems.opened().values().forEach(closing::close);
    blobs.opened().forEach(closing::close);
    host.store().ifPresent(closing::close);
    try {
      closing.end();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
