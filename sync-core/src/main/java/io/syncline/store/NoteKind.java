package io.syncline.store;

/** What a note says. The names are on disk: never change one. */
public enum NoteKind {
  /** Writes that a guard holds; the subject is the guard. */
  GUARDED,
  /** What a person allowed once; the subject is the guard. */
  APPROVED,
  /** Which incarnation of the system was seen last. */
  INCARNATION,
  /** The system was restored or swapped, and why that is thought; until a person puts it away. */
  STOPPED,
  /** A native record that was found to differ without a reason; the subject is its key. */
  DIVERGED,
  /** A key that a record had before it moved; the subject is the key, the content its record. */
  ALIAS,
  /** What a person said that a native record is not; the subject is its key. */
  APART,
  /**
   * A native record to be looked at again by the next run; the subject is its key, and the content
   * tells one call for it from the next.
   */
  REVISIT,
  /** What the system sent was taken in; the subject is when, and a digest of its id. */
  DELIVERED,
  /** An entry of the inbox that a person dismissed; the subject is its id. */
  DISMISSED,
  /** The last run left the flow out, and why. */
  LEFT_OUT,
  /** A person stopped the flow, or its system, which is the subject. */
  PAUSED,
  /** When the flow ran by a timetable; the subject is which. */
  RAN,
  /** What the mapped fields of the dataset were when it was taken in last. */
  SCHEMA,
  /** A job of writes under way; the subject is the job, or a part of the records it carries. */
  JOB,
  /** What sweeps by digest have compared, in all. */
  SWEPT,
  /** What the last sweep by digest found in one range of keys; the subject is its number. */
  SWEPT_RANGE
}
