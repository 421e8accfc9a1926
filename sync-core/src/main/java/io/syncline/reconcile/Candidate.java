package io.syncline.reconcile;

import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import java.util.Map;
import java.util.Set;

/**
 * A known record that a newcomer may be.
 *
 * @param row the head's values
 * @param alive whether it lives; a deleted record matches nothing
 * @param linked the systems it has a link to
 * @param sent the values that a create of it, which is in flight, would have there, by system; the
 *     head may have been edited since
 */
public record Candidate(
    RecordId record, Row row, boolean alive, Set<SystemId> linked, Map<SystemId, Row> sent) {

  public Candidate {
    linked = Set.copyOf(linked);
    sent = Map.copyOf(sent);
  }

  /** The systems to which a create of it is in flight. */
  public Set<SystemId> creating() {
    return sent.keySet();
  }
}
