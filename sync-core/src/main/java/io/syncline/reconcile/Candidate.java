package io.syncline.reconcile;

import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import java.util.Set;

/**
 * A known record that a newcomer may be.
 *
 * @param row the head's values
 * @param alive whether it lives; a deleted record matches nothing
 * @param linked the systems it has a link to
 * @param creating the systems to which a create of it is in flight
 */
public record Candidate(
    RecordId record, Row row, boolean alive, Set<SystemId> linked, Set<SystemId> creating) {

  public Candidate {
    linked = Set.copyOf(linked);
    creating = Set.copyOf(creating);
  }
}
