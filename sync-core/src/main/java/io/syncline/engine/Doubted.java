package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Holding;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The records that a native record of one system may be, as long as nobody knows: none of them is
 * created there, or what is in doubt would be doubled. Remembers a bit per record, and looks again
 * when native records began to wait or wait no more.
 */
final class Doubted {

  private static final int BATCH = 1_000;

  private final EntityName entity;
  private final SystemId system;
  private final BitSet records = new BitSet();
  private long waiting;
  private long began;

  Doubted(EntityName entity, SystemId system) {
    this.entity = entity;
    this.system = system;
  }

  /** Looks; for a view that is looked at once. */
  void look(StoreView view) {
    look(view, began);
  }

  /**
   * Looks, if anything may have changed since the last time.
   *
   * @param parked how often native records began to wait, or waited again, in this run
   */
  void look(StoreView view, long parked) {
    long now = view.countParked(entity, system);
    if (now == waiting && parked == began) {
      return;
    }
    waiting = now;
    began = parked;
    records.clear();
    Optional<NativeKey> after = Optional.empty();
    List<ParkedRow> rows = view.parked(entity, system, after, BATCH);
    while (!rows.isEmpty()) {
      rows.stream()
          .filter(row -> row.reason().isDoubt())
          .flatMap(row -> row.candidates().stream())
          .forEach(each -> records.set(Math.toIntExact(each.record().value())));
      after = Optional.of(rows.get(rows.size() - 1).key());
      rows = view.parked(entity, system, after, BATCH);
    }
  }

  /** Whether the record may be there already, under a key that waits for a person. */
  boolean has(StoredRecord record) {
    return !records.isEmpty()
        && records.get(Math.toIntExact(record.id().value()))
        && record
            .state()
            .holding(system)
            .map(holding -> !holding.alive() && isFree(holding))
            .orElse(true);
  }

  private static boolean isFree(Holding holding) {
    return holding.inFlight().isEmpty() && !holding.readOwed();
  }
}
