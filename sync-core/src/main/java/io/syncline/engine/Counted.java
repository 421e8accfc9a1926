package io.syncline.engine;

/** What a run counts, per flow. */
public enum Counted {
  /** Native records read, however often. */
  READ,
  /** Native records that became new records. */
  NEW,
  /** Native records that were linked to a record of another system. */
  LINKED,
  /** Records in which the system had changed something. */
  CHANGED,
  /** Records the system had deleted. */
  GONE,
  /** Fields that were edited on both sides, however decided. */
  CONFLICT,
  /** Conflicts that now wait for a person. */
  HELD,
  /** Native records that could not be taken in and wait with their reason. */
  PARKED,
  /** Creates done at the system; in a preview: to be done. */
  CREATED,
  /** Updates done. */
  UPDATED,
  /** Deletes done. */
  DELETED,
  /** Writes that came too late and are planned anew. */
  STALE,
  /** Writes that the system refused. */
  REJECTED,
  /** Writes whose answer was lost. */
  UNKNOWN,
  /** Writes that the system took, and has not decided on. */
  ACCEPTED,
  /** Writes put off: rate limits, locks, a system that is away. */
  POSTPONED
}
