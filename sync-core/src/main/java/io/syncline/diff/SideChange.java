package io.syncline.diff;

/** What one side did to a record since the base. */
public enum SideChange {
  /** Nothing; of a record that the base and this side lack, that too. */
  UNCHANGED,
  /** The base lacks it, this side has it. */
  INSERTED,
  /** Both have it, with different fields. */
  UPDATED,
  /** The base has it, this side lacks it. */
  DELETED
}
