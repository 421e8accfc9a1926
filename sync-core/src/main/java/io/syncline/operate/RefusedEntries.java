package io.syncline.operate;

import io.syncline.engine.SyncEntity;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.Register;
import io.syncline.store.Flag;
import io.syncline.store.JournalEntry;
import io.syncline.store.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes that a system refused: one entry per record and system. */
final class RefusedEntries extends RecordEntries {

  RefusedEntries() {
    super(EntryKind.REFUSED, Flag.QUARANTINED);
  }

  @Override
  List<Current> of(
      SyncEntity entity, StoredRecord record, Holding holding, List<JournalEntry> journal) {
    if (holding.quarantine().isEmpty()) {
      return List.of();
    }
    SortedMap<String, InboxEntry.Refusal> fields = new TreeMap<>();
    holding
        .quarantine()
        .forEach(
            (register, refused) ->
                fields.put(
                    Names.of(register),
                    new InboxEntry.Refusal(
                        record.state().head().get(register).map(Register::value).orElseThrow(),
                        refused.reason())));
    InboxEntry.Heading heading =
        new InboxEntry.Heading(
            EntryId.refused(entity.name(), record.id(), holding.system()),
            Fingerprint.of(new TreeMap<>(holding.quarantine())),
            last(
                journal,
                entry ->
                    entry.kind().equals("rejected") && entry.system().equals(holding.system())),
            false);
    InboxEntry entry = new InboxEntry.RefusedWrite(heading, keys(record), fields);
    return List.of(new Current(entry, Optional.of(record), Optional.empty()));
  }
}
