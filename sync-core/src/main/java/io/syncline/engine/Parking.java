package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.reconcile.Contact;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers which native records of one page are to wait with a reason, and which wait no longer. */
final class Parking {

  private final SyncEntity entity;
  private final Flow flow;
  private final Tally tally;
  private final Instant at;
  private final Map<NativeKey, ParkedRow> parked = new LinkedHashMap<>();
  private final Set<NativeKey> freed = new LinkedHashSet<>();

  Parking(SyncEntity entity, Flow flow, Tally tally, Instant at) {
    this.entity = entity;
    this.flow = flow;
    this.tally = tally;
    this.at = at;
  }

  void park(NativeKey key, ParkedRow.Reason reason, String why, List<RecordId> records, Row row) {
    parked.put(key, new ParkedRow(key, reason, why, records, row, at));
    freed.remove(key);
    tally.count(entity.name(), flow.system(), Counted.PARKED);
  }

  /** Parks what first contact could not decide. */
  void doubt(NativeKey key, Row row, Contact verdict) {
    if (verdict instanceof Contact.Wait wait) {
      park(
          key,
          ParkedRow.Reason.WAITS,
          "may be what a create in flight is making",
          List.of(wait.record()),
          row);
    } else if (verdict instanceof Contact.Hold hold) {
      switch (hold.why()) {
        case SEVERAL -> park(key, ParkedRow.Reason.SEVERAL, "matches several", hold.records(), row);
        case LINKED ->
            park(
                key,
                ParkedRow.Reason.LINKED,
                "matches a record that another one of this system is linked to",
                hold.records(),
                row);
        case TWINS ->
            park(
                key,
                ParkedRow.Reason.TWINS,
                "another unlinked one matches the same",
                hold.records(),
                row);
      }
    }
  }

  /** What this page said of the key before is overtaken; what earlier pages said stays. */
  void reconsider(NativeKey key) {
    parked.remove(key);
  }

  /** Of what was taken in, unless it waits for something else. */
  void parkTaken(ParkedRow row) {
    if (parked.putIfAbsent(row.key(), row) == null) {
      freed.remove(row.key());
    }
  }

  void free(NativeKey key) {
    parked.remove(key);
    freed.add(key);
  }

  void write(StoreTransaction transaction) {
    if (!freed.isEmpty() && transaction.countParked(entity.name(), flow.system()) > 0) {
      transaction.unpark(entity.name(), flow.system(), freed);
    }
    if (!parked.isEmpty()) {
      transaction.park(entity.name(), flow.system(), List.copyOf(parked.values()));
    }
  }
}
