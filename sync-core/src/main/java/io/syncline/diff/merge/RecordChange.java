package io.syncline.diff.merge;

import io.syncline.diff.SideChange;
import io.syncline.diff.ThreeWayChange;
import io.syncline.packed.Slab;

/** The one change that a merge hands on again and again. */
final class RecordChange implements ThreeWayChange {

  private final Position base;
  private final Position leftAt;
  private final Position rightAt;
  private int baseRow;
  private int leftRow;
  private int rightRow;
  private long onlyLeft;
  private long onlyRight;
  private long alike;
  private long differently;
  SideChange left = SideChange.UNCHANGED;
  SideChange right = SideChange.UNCHANGED;

  RecordChange(Position base, Position left, Position right) {
    this.base = base;
    this.leftAt = left;
    this.rightAt = right;
  }

  void begin(int ofBase, int ofLeft, int ofRight) {
    baseRow = ofBase;
    leftRow = ofLeft;
    rightRow = ofRight;
  }

  /** Masks between the base and each side, and between both sides. */
  void fields(long changedLeft, long changedRight, long between) {
    long both = changedLeft & changedRight;
    onlyLeft = changedLeft & ~both;
    onlyRight = changedRight & ~both;
    alike = both & ~between;
    differently = both & between;
  }

  void insertedDifferently(long between) {
    onlyLeft = 0;
    onlyRight = 0;
    alike = 0;
    differently = between;
  }

  @Override
  public SideChange left() {
    return left;
  }

  @Override
  public SideChange right() {
    return right;
  }

  @Override
  public long onlyLeft() {
    return onlyLeft;
  }

  @Override
  public long onlyRight() {
    return onlyRight;
  }

  @Override
  public long alike() {
    return alike;
  }

  @Override
  public long differently() {
    return differently;
  }

  @Override
  public Slab base() {
    return base.slab;
  }

  @Override
  public int baseRow() {
    return baseRow;
  }

  @Override
  public Slab leftSlab() {
    return leftAt.slab;
  }

  @Override
  public int leftRow() {
    return leftRow;
  }

  @Override
  public Slab rightSlab() {
    return rightAt.slab;
  }

  @Override
  public int rightRow() {
    return rightRow;
  }
}
