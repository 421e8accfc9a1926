package io.syncline.model;

/**
 * Names one canonical record inside one state store. No system knows it, and people are not shown
 * it. Ids are handed out by the store, densely from 1, so that a set of records is a bit set.
 */
public record RecordId(long value) implements Comparable<RecordId> {

  public RecordId {
    if (value < 1) {
      throw new IllegalArgumentException("must be >= 1: record=" + value);
    }
  }

  @Override
  public int compareTo(RecordId other) {
    return Long.compare(value, other.value);
  }
}
