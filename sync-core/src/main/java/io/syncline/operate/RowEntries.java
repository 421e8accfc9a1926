package io.syncline.operate;

import io.syncline.engine.SyncEntity;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Likeness;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Native records that wait beside the known ones: in doubt, rejected, and the like. */
final class RowEntries implements EntrySource {

  private final EntryKind kind;
  private final Predicate<ParkedRow.Reason> which;

  private RowEntries(EntryKind kind, Predicate<ParkedRow.Reason> which) {
    this.kind = kind;
    this.which = which;
  }

  static RowEntries doubts() {
    return new RowEntries(EntryKind.DOUBT, ParkedRow.Reason::isDoubt);
  }

  static RowEntries rejected() {
    return new RowEntries(EntryKind.REJECTED, ParkedRow.Reason.REJECTED::equals);
  }

  /** These wake by themselves. */
  static RowEntries waiting() {
    return new RowEntries(
        EntryKind.WAITING,
        reason ->
            reason == ParkedRow.Reason.UNKNOWN_REFERENCE
                || reason == ParkedRow.Reason.WITHOUT_REFERENCE);
  }

  static RowEntries denied() {
    return new RowEntries(EntryKind.DENIED, ParkedRow.Reason.DENIED::equals);
  }

  @Override
  public Batch above(
      StoreView view, SyncEntity entity, SystemId system, Optional<EntryId> after, int most) {
    List<ParkedRow> rows = view.parked(entity.name(), system, after.flatMap(EntryId::key), most);
    if (rows.isEmpty()) {
      return Batch.end();
    }
    NativeKey last = rows.get(rows.size() - 1).key();
    return new Batch(
        of(view, entity, system, rows),
        Optional.of(EntryId.row(kind, entity.name(), system, last)));
  }

  @Override
  public List<Current> at(
      StoreView view, SyncEntity entity, SystemId system, Collection<EntryId> ids) {
    List<NativeKey> keys = ids.stream().flatMap(id -> id.key().stream()).toList();
    return of(view, entity, system, view.parked(entity.name(), system, keys).values());
  }

  private List<Current> of(
      StoreView view, SyncEntity entity, SystemId system, Collection<ParkedRow> rows) {
    List<ParkedRow> mine = rows.stream().filter(row -> which.test(row.reason())).toList();
    Set<RecordId> ids =
        mine.stream()
            .flatMap(row -> row.candidates().stream())
            .map(Likeness::record)
            .collect(Collectors.toSet());
    Map<RecordId, StoredRecord> records = ids.isEmpty() ? Map.of() : view.load(entity.name(), ids);
    List<Current> found = new ArrayList<>();
    for (ParkedRow row : mine) {
      InboxEntry entry =
          kind == EntryKind.DOUBT
              ? doubt(entity, system, row, records)
              : new InboxEntry.UnreadRow(
                  heading(entity, system, row, List.of()), row.why(), row.row());
      found.add(new Current(entry, Optional.empty(), Optional.of(row)));
    }
    return found;
  }

  private InboxEntry doubt(
      SyncEntity entity, SystemId system, ParkedRow row, Map<RecordId, StoredRecord> records) {
    List<Object> clocks = new ArrayList<>();
    List<InboxEntry.Candidate> candidates = new ArrayList<>();
    for (Likeness each : row.candidates()) {
      StoredRecord record = records.get(each.record());
      if (record != null) {
        clocks.add(record.state().clock());
        candidates.add(
            new InboxEntry.Candidate(
                each.record(),
                each.score(),
                RecordEntries.keys(record),
                record.state().head().values()));
      }
    }
    return new InboxEntry.Doubt(
        heading(entity, system, row, clocks),
        row.reason(),
        row.why(),
        entity.flow(system).mapping().get(row.row()).row(),
        candidates,
        row.twins());
  }

  /** A candidate that was edited since is another thing to decide on. */
  private InboxEntry.Heading heading(
      SyncEntity entity, SystemId system, ParkedRow row, List<Object> clocks) {
    return new InboxEntry.Heading(
        EntryId.row(kind, entity.name(), system, row.key()),
        Fingerprint.of(row.reason(), row.why(), row.candidates(), row.twins(), row.row(), clocks),
        Optional.of(row.since()),
        false);
  }
}
