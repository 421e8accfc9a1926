package io.syncline.diff.range;

import io.syncline.diff.Side;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;

/** What both sides digested of one range. */
record RangePair(RangeDigest left, RangeDigest right) {

  RangePair {
    if (!left.range().equals(right.range())) {
      throw new IllegalArgumentException(
          "must be of one range: left=" + left.range() + " right=" + right.range());
    }
  }

  static RangePair of(Side side, RangeDigest one, RangeDigest other) {
    return side == Side.LEFT ? new RangePair(one, other) : new RangePair(other, one);
  }

  KeyRange range() {
    return left.range();
  }

  boolean differs() {
    return !left.agrees(right);
  }

  /** Of the side that has more. */
  long rows() {
    return Math.max(left.count(), right.count());
  }

  Side larger() {
    return left.count() >= right.count() ? Side.LEFT : Side.RIGHT;
  }

  /** The share of the rows that differ for certain, since only one side can have them. */
  double surelyDiffering() {
    return rows() == 0 ? 0 : Math.abs(left.count() - right.count()) / (double) rows();
  }
}
