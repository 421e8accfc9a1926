package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the parked native records of one flow that are worth another look: those that waited for a
 * create of ours, and those that named a record that is known by now.
 */
final class Waking {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final StoreView view;

  Waking(SyncEntity entity, Flow flow, RunContext run, StoreView view) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.view = view;
  }

  List<NativeKey> keys() {
    List<NativeKey> keys = new ArrayList<>();
    List<ParkedRow> rows = next(Optional.empty());
    while (!rows.isEmpty()) {
      take(rows, keys);
      rows = next(Optional.of(rows.get(rows.size() - 1).key()));
    }
    return keys;
  }

  private List<ParkedRow> next(Optional<NativeKey> after) {
    return view.parked(entity.name(), flow.system(), after, run.limits().intakeRows());
  }

  private void take(List<ParkedRow> rows, List<NativeKey> keys) {
    KeysToRecords records =
        KeysToRecords.ofNative(flow, view, rows.stream().map(ParkedRow::row).toList());
    for (ParkedRow row : rows) {
      boolean woken =
          switch (row.reason()) {
            case WAITS -> true;
            case UNKNOWN_REFERENCE, WITHOUT_REFERENCE ->
                records.unknown(flow.mapping().get(row.row()).row()).isEmpty();
            default -> false;
          };
      if (woken) {
        keys.add(row.key());
      }
    }
  }
}
