package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.plan.Withheld;
import io.syncline.store.Flag;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether anything is left to do that does not wait for a person. */
final class Pending {

  private static final int BATCH = 1_000;

  private final List<SyncEntity> entities;
  private final StoreView view;

  Pending(List<SyncEntity> entities, StoreView view) {
    this.entities = entities;
    this.view = view;
  }

  boolean any() {
    for (SyncEntity entity : entities) {
      for (Flow flow : entity.flows().values()) {
        if (any(entity, flow.system())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same, of one system. */
  boolean any(SystemId system) {
    return entities.stream()
        .filter(entity -> entity.flows().containsKey(system))
        .anyMatch(entity -> any(entity, system));
  }

  /** The same, of one flow. */
  boolean any(FlowName flow) {
    return entities.stream()
        .filter(entity -> entity.name().equals(flow.entity()))
        .anyMatch(entity -> any(entity, flow.system()));
  }

  private boolean any(SyncEntity entity, SystemId system) {
    Doubted doubted = new Doubted(entity.name(), system);
    doubted.look(view);
    Attention attention = new Attention(entity);
    Withheld withheld = Guarding.last(view, entity, entity.flow(system));
    long after = 0;
    while (true) {
      List<RecordId> ids = view.flagged(Flag.PENDING, entity.name(), system, after, BATCH);
      if (ids.isEmpty()) {
        return false;
      }
      Collection<StoredRecord> records = view.load(entity.name(), ids).values();
      RecordsToKeys keys =
          RecordsToKeys.of(
              entity.flow(system), view, records.stream().map(StoredRecord::state).toList());
      Refused refused = Refused.of(view, entity.name(), system, records);
      boolean pending =
          records.stream()
              .filter(record -> !refused.has(record) && !doubted.has(record))
              .anyMatch(
                  record -> {
                    Set<String> missing = keys.missing(record.state());
                    Withheld held = withheld.fields(missing, Set.of());
                    return attention.isPending(record.state(), system, held);
                  });
      if (pending) {
        return true;
      }
      after = ids.get(ids.size() - 1).value();
    }
  }
}
