package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.reconcile.Holding;
import io.syncline.store.Link;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a provably complete listing of one flow's dataset lacks. It is gone only if no more records
 * are missing than the limits allow, and if a read by key confirms it.
 */
final class Absences {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;

  Absences(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
  }

  /**
   * Takes in what became of missing records; whether any record changed.
   *
   * @param linked how many records the system was believed to show, the missing ones included
   * @param empty whether the listing held nothing at all
   */
  boolean take(List<NativeKey> missing, long linked, boolean empty) {
    if (!run.rewinds().isComparing(entity, flow)) {
      guard(missing.size(), linked, empty);
    }
    boolean changed = false;
    for (List<NativeKey> some : Slices.of(missing, run.limits().intakeRows())) {
      changed |= confirm(some);
    }
    oweOpenCreates();
    return changed;
  }

  private void guard(int missing, long linked, boolean empty) {
    if (linked > 0 && empty && run.limits().absentShare() < 1) {
      throw new ListingDoubted(
          "the listing is empty, nothing is taken as deleted: system="
              + flow.system()
              + " entity="
              + entity.name()
              + " linked="
              + linked);
    }
    if (missing > run.limits().absentRows() && missing > linked * run.limits().absentShare()) {
      throw new ListingDoubted(
          "the listing misses more records than may be gone at once, none is taken as deleted:"
              + " system="
              + flow.system()
              + " entity="
              + entity.name()
              + " missing="
              + missing
              + " of="
              + linked);
    }
  }

  private boolean confirm(List<NativeKey> keys) {
    return new Reading(entity, flow, run).takeIn(keys) > 0;
  }

  private void oweOpenCreates() {
    Set<RecordId> creates = run.openCreates().of(entity.name(), flow.system());
    if (!creates.isEmpty()) {
      run.transactions()
          .call(
              transaction -> {
                WorkingSet records = new WorkingSet(entity, transaction);
                long now = run.count().next(transaction);
                new OwedReads(flow, records, now).oweOpenCreates(creates);
                return !records.save().isEmpty();
              });
    }
  }

  /** The native keys of those records that the system is believed to show. */
  List<NativeKey> keys(Collection<RecordId> ids) {
    List<NativeKey> keys = new ArrayList<>();
    for (StoredRecord record :
        run.transactions().call(transaction -> transaction.load(entity.name(), ids)).values()) {
      Link link = record.links().get(flow.system());
      if (link != null && record.state().holding(flow.system()).map(Holding::alive).orElse(false)) {
        keys.add(link.key());
      }
    }
    return keys;
  }

  /**
   * What was parked and not listed since {@code began} may be gone, or be a record by now; whether
   * any record changed.
   */
  boolean lookAgainAtParked(Instant began) {
    boolean changed = false;
    Optional<NativeKey> after = Optional.empty();
    List<ParkedRow> rows = parked(after);
    while (!rows.isEmpty() && flow.dataset().pointReader().isPresent()) {
      List<NativeKey> keys =
          rows.stream().filter(row -> !row.seen().isAfter(began)).map(ParkedRow::key).toList();
      if (!keys.isEmpty()) {
        changed |= confirm(keys);
      }
      after = Optional.of(rows.get(rows.size() - 1).key());
      rows = parked(after);
    }
    return changed;
  }

  private List<ParkedRow> parked(Optional<NativeKey> after) {
    return run.transactions()
        .call(
            transaction ->
                transaction.parked(entity.name(), flow.system(), after, run.limits().intakeRows()));
  }
}
