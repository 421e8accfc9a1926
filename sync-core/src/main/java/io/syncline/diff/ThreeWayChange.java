package io.syncline.diff;

import io.syncline.packed.Slab;

/**
 * What two sides did to one record since the base, and where its rows are: a row is -1 where that
 * side, or the base, lacks the record. Masks have a bit per field as {@link
 * io.syncline.packed.FieldMask} has, and no two of the four share one. Where the last bit stands
 * for several fields, both sides may have changed another of them: it is then said to be changed
 * differently.
 */
public interface ThreeWayChange {

  SideChange left();

  SideChange right();

  /** How both go together, for callers that branch once. */
  default ThreeWayKind kind() {
    if (right() == SideChange.UNCHANGED) {
      return ThreeWayKind.ONLY_LEFT;
    }
    if (left() == SideChange.UNCHANGED) {
      return ThreeWayKind.ONLY_RIGHT;
    }
    if (left() != right() || differently() != 0) {
      return ThreeWayKind.CONFLICT;
    }
    return (onlyLeft() | onlyRight()) == 0 ? ThreeWayKind.ALIKE : ThreeWayKind.MERGEABLE;
  }

  /** Fields of a record that all three have, which the left side alone changed. */
  long onlyLeft();

  /** Fields that the right side alone changed. */
  long onlyRight();

  /** Fields that both changed to the same value. */
  long alike();

  /**
   * Fields that both changed, to different values; of a record that both inserted, those that
   * differ.
   */
  long differently();

  Slab base();

  int baseRow();

  Slab leftSlab();

  int leftRow();

  Slab rightSlab();

  int rightRow();
}
