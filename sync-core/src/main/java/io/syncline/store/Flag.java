package io.syncline.store;

/** Why a record needs a look, per system; each flag is an index to find such records by. */
public enum Flag {
  /** Something is to be planned, sent or read. */
  PENDING,
  /** A conflict waits for a person. */
  HELD,
  /** The system refused a write of ours. */
  QUARANTINED
}
