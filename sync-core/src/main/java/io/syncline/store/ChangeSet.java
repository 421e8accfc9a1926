package io.syncline.store;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A batch of changes taken apart into rows to add and rows to remove, for whoever writes a store.
 * What is gone must be removed before what is new is added: a key may pass from one record to
 * another within a batch.
 */
public record ChangeSet(
    List<StoredRecord> created,
    List<StoredRecord> changed,
    List<RecordId> dropped,
    Rows<LinkRow> links,
    Rows<DigestRow> digests,
    Rows<FlagRow> flags) {

  /** Rows of one index that go and come; never both of the same row. */
  public record Rows<T>(List<T> gone, List<T> added) {}

  /** A record is shown by a native record. */
  public record LinkRow(SystemId system, NativeKey key, RecordId record) {}

  /** A record may be found by a digest. */
  public record DigestRow(long digest, RecordId record) {}

  /** A record has a flag. */
  public record FlagRow(Flagged flagged, RecordId record) {}

  /** Takes apart {@code changes}, in which each record may stand once. */
  public static ChangeSet of(List<RecordChange> changes) {
    List<StoredRecord> created = new ArrayList<>();
    List<StoredRecord> changed = new ArrayList<>();
    List<RecordId> dropped = new ArrayList<>();
    Set<RecordId> seen = new HashSet<>();
    for (RecordChange change : changes) {
      if (!seen.add(change.id())) {
        throw new IllegalArgumentException("must be changed once: record=" + change.id().value());
      }
      if (change.after().isEmpty()) {
        dropped.add(change.id());
      } else {
        (change.before().isEmpty() ? created : changed).add(change.after().get());
      }
    }
    return new ChangeSet(
        created,
        changed,
        dropped,
        difference(changes, StoredRecord::links, ChangeSet::links),
        difference(changes, StoredRecord::correlation, ChangeSet::digests),
        difference(changes, StoredRecord::flags, ChangeSet::flags));
  }

  /** Rows are only made of a part that is new, or not what it was. */
  private static <T> Rows<T> difference(
      List<RecordChange> changes,
      Function<StoredRecord, Object> part,
      Function<StoredRecord, List<T>> rows) {
    Rows<T> all = new Rows<>(new ArrayList<>(), new ArrayList<>());
    for (RecordChange change : changes) {
      if (!change.before().map(part).equals(change.after().map(part))) {
        List<T> before = change.before().map(rows).orElse(List.of());
        List<T> after = change.after().map(rows).orElse(List.of());
        addMissing(all.gone, before, after);
        addMissing(all.added, after, before);
      }
    }
    return all;
  }

  /** Of each record there are so few rows that looking through them is quicker than a set. */
  private static <T> void addMissing(List<T> missing, List<T> rows, List<T> others) {
    for (T row : rows) {
      if (!others.contains(row)) {
        missing.add(row);
      }
    }
  }

  private static List<LinkRow> links(StoredRecord record) {
    List<LinkRow> rows = new ArrayList<>(record.links().size());
    for (Map.Entry<SystemId, Link> link : record.links().entrySet()) {
      rows.add(new LinkRow(link.getKey(), link.getValue().key(), record.id()));
    }
    return rows;
  }

  private static List<DigestRow> digests(StoredRecord record) {
    List<DigestRow> rows = new ArrayList<>(record.correlation().size());
    for (Long digest : record.correlation()) {
      DigestRow row = new DigestRow(digest, record.id());
      if (!rows.contains(row)) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<FlagRow> flags(StoredRecord record) {
    List<FlagRow> rows = new ArrayList<>(record.flags().size());
    record.flags().forEach(flagged -> rows.add(new FlagRow(flagged, record.id())));
    return rows;
  }
}
