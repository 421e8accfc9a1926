package io.syncline.diff;

/** What happened to a record on the way from left to right. */
public enum ChangeKind {
  /** Only right has it. */
  INSERT,
  /** Both have it, with different fields. */
  UPDATE,
  /** Only left has it. */
  DELETE
}
