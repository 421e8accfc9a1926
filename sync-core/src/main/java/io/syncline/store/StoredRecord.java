package io.syncline.store;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.RecordState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One record as the store keeps it.
 *
 * @param links the native record per system, where there is one
 * @param correlation digests to find the record by at first contact
 * @param flags what it needs, per system
 */
public record StoredRecord(
    RecordId id,
    RecordState state,
    SortedMap<SystemId, Link> links,
    List<Long> correlation,
    Set<Flagged> flags) {

  public StoredRecord {
    links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    correlation = List.copyOf(correlation);
    flags = Set.copyOf(flags);
  }

  private static SortedMap<SystemId, Link> sorted(Map<SystemId, Link> links) {
    return links instanceof SortedMap<SystemId, Link> already ? already : new TreeMap<>(links);
  }

  public StoredRecord(RecordId id, RecordState state, Map<SystemId, Link> links) {
    this(id, state, sorted(links), List.of(), Set.of());
  }
}
