package io.syncline.diff;

/** How the changes that two sides made to one record go together. */
public enum ThreeWayKind {
  /** The right side did nothing: the left side's record holds. */
  ONLY_LEFT,
  /** The left side did nothing: the right side's record holds. */
  ONLY_RIGHT,
  /** Both did the same, so that they are equal again, or both lack it. */
  ALIKE,
  /** Both updated it, and no field differently: each field has one value that holds. */
  MERGEABLE,
  /** Both changed it, and differently: a field, or one deleted what the other updated. */
  CONFLICT
}
