package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Registers;
import io.syncline.store.Flag;
import io.syncline.store.JournalEntry;
import io.syncline.store.JournalPosition;
import io.syncline.store.Journaled;
import io.syncline.store.RecordChange;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Forgets what was kept long enough: tombstones that every system has taken over, and old decisions
 * of records that live. Goes over tombstones and journal piece by piece, once an hour at most, and
 * goes on the next time where it stopped.
 */
final class Housekeeping {

  private static final Duration EVERY = Duration.ofHours(1);

  /** The most transactions for one entity's journal, or one flow's tombstones, in one go. */
  private static final int PIECES = 20;

  private final List<SyncEntity> entities;
  private final Map<SyncEntity, JournalPosition> positions = new HashMap<>();
  private final Map<FlowName, Long> tombstones = new HashMap<>();
  private Instant due = Instant.MIN;

  Housekeeping(List<SyncEntity> entities) {
    this.entities = entities;
  }

  /** Does what is due by the hub's clock. */
  void run(RunContext run) {
    Instant now = run.clock().instant();
    if (now.isBefore(due)) {
      return;
    }
    due = now.plus(EVERY);
    for (SyncEntity entity : entities) {
      for (SystemId system : entity.flows().keySet()) {
        dropTombstones(entity, system, run, now.minus(entity.retention().tombstones()));
      }
      dropEntries(entity, run, now.minus(entity.retention().journal()));
    }
  }

  private void dropTombstones(SyncEntity entity, SystemId system, RunContext run, Instant before) {
    FlowName name = new FlowName(entity.name(), system);
    long after = tombstones.getOrDefault(name, 0L);
    for (int piece = 0; piece < PIECES && after >= 0; piece++) {
      long from = after;
      after =
          run.transactions()
              .call(transaction -> dropTombstones(entity, system, run, before, from, transaction));
    }
    tombstones.put(name, Math.max(after, 0));
  }

  /** Where the next piece begins; negative: there is none. */
  private static long dropTombstones(
      SyncEntity entity,
      SystemId system,
      RunContext run,
      Instant before,
      long after,
      StoreTransaction transaction) {
    List<RecordId> ids =
        transaction.flagged(
            Flag.TOMBSTONE, entity.name(), system, after, run.limits().intakeRows());
    if (ids.isEmpty()) {
      return -1;
    }
    List<RecordChange> changes = new ArrayList<>();
    for (StoredRecord record : transaction.load(entity.name(), ids).values()) {
      if (diedBefore(transaction.journal(entity.name(), record.id()), before)) {
        changes.add(RecordChange.dropped(record));
      }
    }
    if (!changes.isEmpty()) {
      transaction.save(entity.name(), changes);
    }
    return ids.get(ids.size() - 1).value();
  }

  /** Every delete is in the journal, which is kept as long as its record is a tombstone. */
  private static boolean diedBefore(List<JournalEntry> journal, Instant before) {
    Optional<Instant> died =
        journal.stream()
            .filter(entry -> entry.register().equals(Decisions.register(Registers.LIFE)))
            .map(JournalEntry::at)
            .max(Comparator.naturalOrder());
    return died.isPresent() && died.get().isBefore(before);
  }

  private void dropEntries(SyncEntity entity, RunContext run, Instant before) {
    boolean more = true;
    for (int piece = 0; piece < PIECES && more; piece++) {
      more = run.transactions().call(transaction -> dropEntries(entity, run, before, transaction));
    }
  }

  /** Whether there is more of the journal to look at. */
  private boolean dropEntries(
      SyncEntity entity, RunContext run, Instant before, StoreTransaction transaction) {
    List<Journaled> page =
        transaction.journal(
            entity.name(), Optional.ofNullable(positions.get(entity)), run.limits().intakeRows());
    if (page.isEmpty()) {
      positions.remove(entity);
      return false;
    }
    List<Journaled> old = page.stream().filter(each -> each.entry().at().isBefore(before)).toList();
    if (!old.isEmpty()) {
      drop(entity, old, transaction);
    }
    positions.put(entity, page.get(page.size() - 1).position());
    return true;
  }

  private static void drop(SyncEntity entity, List<Journaled> old, StoreTransaction transaction) {
    Set<RecordId> ids =
        old.stream().map(each -> each.position().record()).collect(Collectors.toSet());
    Map<RecordId, StoredRecord> records = transaction.load(entity.name(), ids);
    List<JournalPosition> dropped = new ArrayList<>();
    for (Journaled each : old) {
      StoredRecord record = records.get(each.position().record());
      if (record != null && record.state().alive()) {
        dropped.add(each.position());
      }
    }
    transaction.dropJournal(entity.name(), dropped);
  }
}
