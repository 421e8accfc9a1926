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
  DIVERGED
}
