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
      Function<StoredRecord, Set<T>> rows) {
    Rows<T> all = new Rows<>(new ArrayList<>(), new ArrayList<>());
    for (RecordChange change : changes) {
      if (change.before().isEmpty()) {
        change.after().ifPresent(after -> all.added.addAll(rows.apply(after)));
      } else if (!change.before().map(part).equals(change.after().map(part))) {
        Set<T> before = change.before().map(rows).orElse(Set.of());
        Set<T> after = change.after().map(rows).orElse(Set.of());
        before.stream().filter(row -> !after.contains(row)).forEach(all.gone::add);
        after.stream().filter(row -> !before.contains(row)).forEach(all.added::add);
      }
    }
    return all;
  }

  private static Set<LinkRow> links(StoredRecord record) {
    Set<LinkRow> rows = new HashSet<>();
    for (Map.Entry<SystemId, Link> link : record.links().entrySet()) {
      rows.add(new LinkRow(link.getKey(), link.getValue().key(), record.id()));
    }
    return rows;
  }

  private static Set<DigestRow> digests(StoredRecord record) {
    Set<DigestRow> rows = new HashSet<>();
    record.correlation().forEach(digest -> rows.add(new DigestRow(digest, record.id())));
    return rows;
  }

  private static Set<FlagRow> flags(StoredRecord record) {
    Set<FlagRow> rows = new HashSet<>();
    record.flags().forEach(flagged -> rows.add(new FlagRow(flagged, record.id())));
    return rows;
  }
}
