package io.syncline.engine;

/** What a run reads of one flow. */
enum Reads {
  NOTHING,
  /** The native records that were named to the hub. */
  NAMED,
  /** What changed. */
  CHANGES,
  /** The whole dataset. */
  ALL
}
