package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.store.Flag;
import io.syncline.store.StoreView;
import java.util.List;

/** Whether anything is left to do that does not wait for a person. */
final class Pending {

  private final List<SyncEntity> entities;
  private final StoreView view;

  Pending(List<SyncEntity> entities, StoreView view) {
    this.entities = entities;
    this.view = view;
  }

  boolean any() {
    for (SyncEntity entity : entities) {
      for (Flow flow : entity.flows().values()) {
        List<RecordId> first = view.flagged(Flag.PENDING, entity.name(), flow.system(), 0, 1);
        if (!first.isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }
}
