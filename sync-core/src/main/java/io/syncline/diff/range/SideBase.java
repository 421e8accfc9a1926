package io.syncline.diff.range;

import io.syncline.diff.Side;

/**
 * What was kept of one side.
 *
 * @param side left or right, for which the base stands
 */
public record SideBase(Side side, KeptBase base) {

  public SideBase {
    if (side == Side.BASE) {
      throw new IllegalArgumentException("must be left or right: side=" + side);
    }
  }
}
