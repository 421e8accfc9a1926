package io.syncline.operate;

import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.Decision;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.Register;
import io.syncline.store.Flag;
import io.syncline.store.ParkedRow;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The inbox of a hub: conflicts that no policy decided, native records in doubt, and writes that a
 * system refused.
 */
public final class Conflicts {

  /** The most entries in one answer. */
  public static final int MOST = 1_000;

  private final SyncEngine engine;
  private final StateStore store;

  public Conflicts(SyncEngine engine, StateStore store) {
    this.engine = engine;
    this.store = store;
  }

  /** What waits for a decision, at most {@value #MOST}. */
  public List<OpenConflict> open() {
    List<OpenConflict> open = new ArrayList<>();
    try (StoreView view = store.view()) {
      for (SyncEntity entity : engine.entities()) {
        Set<RecordId> ids = new LinkedHashSet<>();
        for (SystemId system : entity.flows().keySet()) {
          ids.addAll(view.flagged(Flag.HELD, entity.name(), system, 0, MOST));
        }
        for (StoredRecord record : view.load(entity.name(), ids).values()) {
          open.addAll(open(entity, record));
        }
      }
    }
    return open.size() > MOST ? List.copyOf(open.subList(0, MOST)) : List.copyOf(open);
  }

  /**
   * Native records of one flow that could not be taken in, in key order, at most {@value #MOST}.
   */
  public List<ParkedRow> parked(String entity, String system) {
    try (StoreView view = store.view()) {
      return view.parked(new EntityName(entity), new SystemId(system), Optional.empty(), MOST);
    }
  }

  /**
   * Decides a conflict as it was shown by {@link #open()}. The next run writes what follows.
   *
   * @return false when either side has moved on since: nothing is done, look again
   */
  public boolean resolve(OpenConflict conflict, Choice choice) {
    SyncEntity entity = entity(conflict.entity());
    Decision seen = conflict.seen();
    Decision decision =
        new Decision(choice, seen.head(), seen.incoming(), seen.clock(), seen.timeMicros());
    return engine.change(
        change ->
            change.resolve(
                entity, conflict.record(), conflict.system(), conflict.register(), decision));
  }

  /**
   * Lets all that {@code system} refused of an entity be written again; without this, a refused
   * write is tried again when its record changes. The next run writes.
   *
   * @return how many records it concerns
   */
  public long retryRefused(String entity, String system) {
    SyncEntity of = entity(entity);
    SystemId id = of.flow(new SystemId(system)).system();
    long retried = 0;
    List<RecordId> batch = retry(of, id, 0);
    while (!batch.isEmpty()) {
      retried += batch.size();
      batch = retry(of, id, batch.get(batch.size() - 1).value());
    }
    return retried;
  }

  private List<RecordId> retry(SyncEntity entity, SystemId system, long after) {
    return engine.change(change -> change.retry(entity, system, after));
  }

  private SyncEntity entity(String name) {
    return engine.entities().stream()
        .filter(entity -> entity.name().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be an entity: entity=" + name));
  }

  private static List<OpenConflict> open(SyncEntity entity, StoredRecord record) {
    TreeMap<SystemId, NativeKey> keys = new TreeMap<>();
    record.links().forEach((system, link) -> keys.put(system, link.key()));
    List<OpenConflict> open = new ArrayList<>();
    for (Holding holding : record.state().holdings()) {
      holding
          .held()
          .forEach(
              (register, held) ->
                  open.add(
                      new OpenConflict(
                          entity.name().name(),
                          keys,
                          holding.system(),
                          Names.of(register),
                          held.base(),
                          record.state().head().get(register).map(Register::value).orElseThrow(),
                          held.incoming(),
                          record.id(),
                          register,
                          Decision.of(Choice.head(), record.state(), holding, register))));
    }
    return open;
  }
}
