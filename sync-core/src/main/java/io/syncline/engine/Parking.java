package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.reconcile.Contact;
import io.syncline.reconcile.Likeness;
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
    List<Likeness> candidates = records.stream().map(Likeness::certain).toList();
    park(ParkedRow.of(key, reason, why, candidates, row, at));
  }

  private void park(ParkedRow row) {
    parked.put(row.key(), row);
    freed.remove(row.key());
    tally.count(entity.name(), flow.system(), Counted.PARKED);
  }

  /** Parks what shares something with more records than can be compared. */
  void crowded(NativeKey key, Row row) {
    park(
        key,
        ParkedRow.Reason.SEVERAL,
        "more than "
            + Candidates.MOST_ALIKE
            + " records share what it is looked for by: make the rules of matchOn narrower",
        List.of(),
        row);
  }

  /** Parks what first contact could not decide. */
  void doubt(NativeKey key, Row row, Contact verdict) {
    if (verdict instanceof Contact.Wait wait) {
      waits(key, List.of(wait.record()), row);
    } else if (verdict instanceof Contact.Hold hold) {
      park(
          ParkedRow.of(key, reason(hold.why()), why(hold.why()), hold.candidates(), row, at)
              .withTwins(hold.twins()));
    }
  }

  /**
   * Parks what may be the record of a create in flight.
   *
   * @param records those it may be; empty: any that is being created
   */
  void waits(NativeKey key, List<RecordId> records, Row row) {
    park(key, ParkedRow.Reason.WAITS, "may be what a create in flight is making", records, row);
  }

  private static ParkedRow.Reason reason(Contact.Why why) {
    return switch (why) {
      case SEVERAL -> ParkedRow.Reason.SEVERAL;
      case LINKED -> ParkedRow.Reason.LINKED;
      case UNSURE -> ParkedRow.Reason.UNSURE;
      case TWINS -> ParkedRow.Reason.TWINS;
    };
  }

  private static String why(Contact.Why why) {
    return switch (why) {
      case SEVERAL -> "matches several";
      case LINKED -> "matches a record that another one of this system is linked to";
      case UNSURE -> "is like a record, but not enough to be it";
      case TWINS -> "another unlinked one matches it, or the same";
    };
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
      Map<NativeKey, ParkedRow> before =
          transaction.parked(entity.name(), flow.system(), parked.keySet());
      parked.replaceAll((key, row) -> before.containsKey(key) ? row.after(before.get(key)) : row);
      transaction.park(entity.name(), flow.system(), List.copyOf(parked.values()));
    }
  }
}
