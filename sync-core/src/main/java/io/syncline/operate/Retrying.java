package io.syncline.operate;

import io.syncline.engine.Change;
import io.syncline.engine.SyncEntity;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import java.util.ArrayList;
import java.util.List;

/**
 * Has refused writes written again, and native records that wait read again, by the next run. A
 * conflict has nothing to try again, and a system that was left out is tried by every run.
 */
final class Retrying implements InboxAction {

  @Override
  public List<Outcome> take(
      Change change, SyncEntity entity, SystemId system, List<Current> entries) {
    List<RecordId> refused = new ArrayList<>();
    List<NativeKey> rows = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (Current each : entries) {
      if (each.id().kind() == EntryKind.REFUSED) {
        refused.add(each.id().record().orElseThrow());
      }
      each.id().key().ifPresent(rows::add);
      boolean fits = each.id().kind() == EntryKind.REFUSED || each.id().key().isPresent();
      outcomes.add(fits ? Outcome.DONE : Outcome.LEFT);
    }
    if (!refused.isEmpty()) {
      change.retry(entity, system, refused);
    }
    if (!rows.isEmpty()) {
      change.revisit(entity, system, rows);
    }
    return outcomes;
  }
}
