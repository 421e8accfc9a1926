package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Candidate;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.Newcomer;
import io.syncline.reconcile.WriteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the known records that newcomers may be, for a whole batch at once. */
final class Candidates {

  /**
   * The most records that may share what a newcomer is looked for by. Where more do, they are not
   * compared: the rule does not tell them apart.
   */
  static final int MOST_ALIKE = 1_000;

  private final SyncEntity entity;
  private final StoreTransaction transaction;
  private final WorkingSet records;
  private final Correlation correlation;
  private final Set<Long> crowded = new HashSet<>();

  Candidates(SyncEntity entity, StoreTransaction transaction, WorkingSet records) {
    this.entity = entity;
    this.transaction = transaction;
    this.records = records;
    this.correlation = new Correlation(entity.correlation());
  }

  /** A candidate too many does no harm; a missing one would make a duplicate. */
  List<Candidate> of(Collection<Newcomer> newcomers, Set<RecordId> openCreates) {
    Set<Long> digests = new LinkedHashSet<>();
    for (Newcomer newcomer : newcomers) {
      digests.addAll(correlation.digests(newcomer.row()));
    }
    Set<RecordId> ids = new LinkedHashSet<>(openCreates);
    if (!digests.isEmpty()) {
      transaction
          .correlated(entity.name(), digests)
          .forEach(
              (digest, alike) -> {
                if (alike.size() > MOST_ALIKE) {
                  crowded.add(digest);
                } else {
                  ids.addAll(alike);
                }
              });
    }
    records.load(ids);
    List<Candidate> candidates = new ArrayList<>(ids.size());
    for (RecordId id : ids) {
      if (records.has(id)) {
        candidates.add(candidate(records.get(id)));
      }
    }
    return candidates;
  }

  /** Whether more records share something with the newcomer than were compared with it. */
  boolean isCrowded(Newcomer newcomer) {
    return !crowded.isEmpty()
        && correlation.digests(newcomer.row()).stream().anyMatch(crowded::contains);
  }

  /** A link to what is known to be gone is none: the record may appear under another key. */
  private static Candidate candidate(StoredRecord record) {
    Row row = record.state().head().values();
    Map<SystemId, Row> sent = new HashMap<>();
    Set<SystemId> linked = new HashSet<>(record.links().keySet());
    for (Holding holding : record.state().holdings()) {
      if (!holding.alive() && holding.doubt().isEmpty()) {
        linked.remove(holding.system());
      }
      holding
          .inFlight()
          .filter(write -> write.kind() == WriteKind.CREATE)
          .ifPresent(create -> sent.put(holding.system(), row.with(create.registers().values())));
    }
    return new Candidate(record.id(), row, record.state().alive(), linked, sent);
  }
}
