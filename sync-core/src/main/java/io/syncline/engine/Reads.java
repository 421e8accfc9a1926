package io.syncline.engine;

/** What a run reads of one flow. */
enum Reads {
  NOTHING,
  /** What changed. */
  CHANGES,
  /** The whole dataset. */
  ALL
}
