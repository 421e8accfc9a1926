package io.syncline.store;

/** Why a record needs a look, per system; each flag is an index to find such records by. */
public enum Flag {
  /** Something is to be planned, sent or read. */
  PENDING,
  /** A conflict waits for a person. */
  HELD,
  /** The system refused a write of ours. */
  QUARANTINED,
  /** What is pending deletes, blanks a field or changes a key: guards count it. */
  RISKY,
  /** It was deleted, and all systems have deleted it: kept for its retention. */
  TOMBSTONE,
  /** What the system holds of it is not what the last sweep by digest compared. */
  UNSWEPT
}
