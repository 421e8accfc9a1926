package io.syncline.store;

import java.util.Optional;

/**
 * A record before and after; indexes are changed by the difference. {@code before} is empty for a
 * new record and must be what the store holds, {@code after} is empty to drop the record with all
 * that points to it.
 */
public record RecordChange(Optional<StoredRecord> before, Optional<StoredRecord> after) {

  public RecordChange {
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("must have a before or an after: change=" + before);
    }
  }

  public static RecordChange created(StoredRecord after) {
    return new RecordChange(Optional.empty(), Optional.of(after));
  }

  public static RecordChange changed(StoredRecord before, StoredRecord after) {
    return new RecordChange(Optional.of(before), Optional.of(after));
  }
}
