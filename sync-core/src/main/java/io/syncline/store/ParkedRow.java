package io.syncline.store;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import java.time.Instant;
import java.util.List;

/**
 * A native record that could not be taken in. Nothing waits behind it.
 *
 * @param why for people: field, rule and value
 * @param candidates the records it may belong to
 * @param row what it showed
 */
public record ParkedRow(
    NativeKey key, Reason reason, String why, List<RecordId> candidates, Row row, Instant since) {

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
    WITHOUT_REFERENCE
  }

  public ParkedRow {
    candidates = List.copyOf(candidates);
  }
}
