package io.syncline.operate;

import io.syncline.engine.SyncEntity;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.HeldConflict;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.store.Flag;
import io.syncline.store.JournalEntry;
import io.syncline.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Held conflicts: one entry per field and system. */
final class ConflictEntries extends RecordEntries {

  ConflictEntries() {
    super(EntryKind.CONFLICT, Flag.HELD);
  }

  @Override
  List<Current> of(
      SyncEntity entity, StoredRecord record, Holding holding, List<JournalEntry> journal) {
    List<Current> entries = new ArrayList<>();
    for (Map.Entry<String, HeldConflict> each : holding.held().entrySet()) {
      String register = each.getKey();
      InboxEntry.Heading heading =
          new InboxEntry.Heading(
              EntryId.conflict(entity.name(), record.id(), holding.system(), register),
              version(entity, record.state(), holding, register),
              since(journal, holding.system(), Names.of(register)),
              false);
      entries.add(
          new Current(
              entry(heading, record, each.getValue(), register),
              Optional.of(record),
              Optional.empty()));
    }
    return entries;
  }

  private static InboxEntry entry(
      InboxEntry.Heading heading, StoredRecord record, HeldConflict held, String register) {
    return new InboxEntry.Conflict(
        heading,
        keys(record),
        Names.of(register),
        held.base(),
        record.state().head().get(register).map(Register::value).orElseThrow(),
        held.incoming(),
        shown(record.state(), register));
  }

  private static SortedMap<SystemId, Value> shown(RecordState state, String register) {
    SortedMap<SystemId, Value> shown = new TreeMap<>();
    for (Holding each : state.holdings()) {
      each.registers().get(register).ifPresent(own -> shown.put(each.system(), own.value()));
    }
    return shown;
  }

  /**
   * What a decision rests on: both events, of a group those of all that is held with it, and of a
   * life all that the record ever took in.
   */
  private static String version(
      SyncEntity entity, RecordState state, Holding holding, String register) {
    List<Object> parts = new ArrayList<>();
    boolean life = register.equals(Registers.LIFE);
    for (String each :
        life ? List.of(register) : entity.reconciler().rules().writtenWith(register)) {
      HeldConflict held = holding.held().get(each);
      if (held != null) {
        parts.add(each);
        parts.add(state.head().get(each).map(Register::event).orElseThrow());
        parts.add(held.dot());
      }
    }
    if (life) {
      parts.add(state.clock());
    }
    return Fingerprint.of(parts.toArray());
  }

  private static Optional<Instant> since(
      List<JournalEntry> journal, SystemId system, String field) {
    return last(
        journal,
        entry ->
            entry.kind().endsWith("conflict")
                && entry.decision().equals("hold")
                && entry.system().equals(system)
                && entry.register().equals(field));
  }
}
