package io.syncline.store;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.reconcile.Likeness;
import java.time.Instant;
import java.util.List;

/**
 * A native record that could not be taken in. Nothing waits behind it.
 *
 * @param why for people: field, rule and value
 * @param candidates the records it may belong to
 * @param twins other native records of its system that wait too, since it may be one with them
 * @param row what it showed
 * @param since when it was first parked as it is
 * @param seen when it was last looked at
 */
public record ParkedRow(
    NativeKey key,
    Reason reason,
    String why,
    List<Likeness> candidates,
    List<NativeKey> twins,
    Row row,
    Instant since,
    Instant seen) {

  /** Why it is parked. */
  public enum Reason {
    /** The mapping refused it. */
    REJECTED,
    /** It matches several records. */
    SEVERAL,
    /** It matches a record that is linked to another native record of its system. */
    LINKED,
    /** It and another unlinked one match the same record, or each other. */
    TWINS,
    /** It may be what a create in flight is making; looked at again after the create's outcome. */
    WAITS,
    /** The system does not let us see it. */
    DENIED,
    /** It names a record that is not known yet; taken in when it is. */
    UNKNOWN_REFERENCE,
    /** It was taken in without the record that it names, which is not known yet. */
    WITHOUT_REFERENCE,
    /** It is like one record, but not enough to be it. */
    UNSURE;

    /** Whether a person has to say which record it is. */
    public boolean isDoubt() {
      return this == SEVERAL || this == LINKED || this == TWINS || this == UNSURE;
    }
  }

  public ParkedRow {
    candidates = List.copyOf(candidates);
    twins = List.copyOf(twins);
  }

  /** One that is parked at {@code now}, without twins. */
  public static ParkedRow of(
      NativeKey key, Reason reason, String why, List<Likeness> candidates, Row row, Instant now) {
    return new ParkedRow(key, reason, why, candidates, List.of(), row, now, now);
  }

  public ParkedRow withTwins(List<NativeKey> others) {
    return new ParkedRow(key, reason, why, candidates, others, row, since, seen);
  }

  /** This row, which was parked just so {@code before}: it has waited since then. */
  public ParkedRow after(ParkedRow before) {
    boolean same =
        reason == before.reason
            && why.equals(before.why)
            && candidates.equals(before.candidates)
            && twins.equals(before.twins)
            && row.equals(before.row);
    return same
        ? new ParkedRow(key, reason, why, candidates, twins, row, before.since, seen)
        : this;
  }
}
