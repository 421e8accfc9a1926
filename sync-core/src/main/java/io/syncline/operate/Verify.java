package io.syncline.operate;

import io.syncline.engine.Flow;
import io.syncline.engine.HubLimits;
import io.syncline.engine.KeysToRecords;
import io.syncline.engine.PageRows;
import io.syncline.engine.Phase;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.engine.SyncListener;
import io.syncline.engine.Weight;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.store.NotHolder;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists every system and holds each native record against the agreed one. Believes no holding: what
 * counts is what the listing shows. Meant for quiet times, since edits under way show as
 * differences.
 */
public final class Verify {

  private static final Logger LOG = LoggerFactory.getLogger(Verify.class);

  private final SyncEngine engine;
  private final StateStore store;
  private final HubLimits limits;
  private final SyncListener listener;

  public Verify(SyncEngine engine, StateStore store, HubLimits limits, SyncListener listener) {
    this.engine = engine;
    this.store = store;
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Compares all systems of the entity, one after the other, and remembers since when what differs
   * without a reason does.
   */
  public Verification verify(SyncEntity entity) {
    return repair(entity).found();
  }

  /** The same, and what to do about it. */
  public Repair repair(SyncEntity entity) {
    TreeMap<SystemId, Verification.Compared> systems = new TreeMap<>();
    Comparison comparison = new Comparison(entity);
    for (Flow flow : entity.flows().values()) {
      systems.put(flow.system(), compare(entity, flow, comparison));
    }
    Verification found = new Verification(entity.name().name(), systems, comparison.differences());
    for (SystemId system : entity.flows().keySet()) {
      List<NativeKey> keys = comparison.keys().getOrDefault(system, List.of());
      remember(entity, system, keys);
    }
    return new Repair(engine, entity, found, comparison.keys());
  }

  /**
   * An instance that stands by compares as any other does; to remember is for the one that works.
   */
  private void remember(SyncEntity entity, SystemId system, List<NativeKey> keys) {
    try {
      engine.change(change -> change.diverged(entity, system, keys));
    } catch (NotHolder e) {
      LOG.info("what was found is not remembered: {}", e.getMessage());
    }
  }

  private Verification.Compared compare(SyncEntity entity, Flow flow, Comparison comparison) {
    Scanner scanner =
        flow.dataset()
            .scanner()
            .orElseThrow(() -> new AdapterException.Unsupported("no listing: " + flow.system()));
    PageRows page = new PageRows(limits.readRows());
    comparison.begin(flow);
    ScanPage listed = scanner.start(new Limits(page.next(), limits.call()));
    long rows = 0;
    while (true) {
      compare(entity, flow, listed, comparison);
      rows += listed.entries().size();
      page.came(listed.entries().size(), weight(listed));
      listener.progress(Phase.VERIFY, entity.name(), flow.system(), rows);
      if (listed.next().isEmpty()) {
        break;
      }
      listed = scanner.resume(listed.next().get(), new Limits(page.next(), limits.call()));
    }
    missing(entity, comparison);
    return comparison.end();
  }

  private static long weight(ScanPage listed) {
    return listed.entries().stream().mapToLong(entry -> Weight.of(entry.image().row())).sum();
  }

  private void compare(SyncEntity entity, Flow flow, ScanPage listed, Comparison comparison) {
    List<NativeKey> keys = listed.entries().stream().map(ScanPage.Entry::key).toList();
    try (StoreView view = store.view()) {
      Map<NativeKey, RecordId> linked = view.linked(entity.name(), flow.system(), keys);
      comparison.page(
          listed.entries(),
          linked,
          view.load(entity.name(), linked.values()),
          view.parked(entity.name(), flow.system(), keys),
          KeysToRecords.ofNative(
              flow, view, listed.entries().stream().map(entry -> entry.image().row()).toList()));
    }
  }

  private void missing(SyncEntity entity, Comparison comparison) {
    try (StoreView view = store.view()) {
      long after = 0;
      List<RecordId> ids = view.records(entity.name(), after, limits.intakeRows());
      while (!ids.isEmpty()) {
        List<RecordId> unseen = comparison.unseen(ids);
        view.load(entity.name(), unseen).values().forEach(comparison::missing);
        after = ids.get(ids.size() - 1).value();
        ids = view.records(entity.name(), after, limits.intakeRows());
      }
    }
  }
}
