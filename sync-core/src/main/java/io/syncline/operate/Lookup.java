package io.syncline.operate;

import io.syncline.engine.OldKeys;
import io.syncline.engine.SyncEntity;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.List;
import java.util.Optional;

/** Finds records by the keys that people know them by, also by one that a record had before. */
final class Lookup {

  private final SyncEntity entity;
  private final StoreView view;

  Lookup(SyncEntity entity, StoreView view) {
    this.entity = entity;
    this.view = view;
  }

  Optional<StoredRecord> record(SystemId system, NativeKey key) {
    Optional<RecordId> linked =
        Optional.ofNullable(view.linked(entity.name(), system, List.of(key)).get(key));
    return linked
        .or(() -> OldKeys.record(view, entity.name(), system, key))
        .map(id -> view.load(entity.name(), List.of(id)).get(id));
  }
}
