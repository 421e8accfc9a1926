package io.syncline.mapping;

/** Which way a field travels between one system and the canonical record. */
public enum Direction {
  /** Read, and written. */
  BOTH,
  /** Read; never written. */
  READ_ONLY,
  /** Written; never read, so edits made there are not seen. */
  WRITE_ONLY,
  /** Read; written when the record is created, and never after. */
  WRITE_ONCE;

  public boolean isRead() {
    return this != WRITE_ONLY;
  }

  /** Whether a create writes it. */
  public boolean isCreated() {
    return this != READ_ONLY;
  }

  /** Whether an update writes it. */
  public boolean isUpdated() {
    return this == BOTH || this == WRITE_ONLY;
  }
}
