package io.syncline.diff.join;

import io.syncline.diff.Side;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The rows of all sides whose keys a router sent the same way. */
final class Partition {

  private final Map<Side, Pile> piles = new EnumMap<>(Side.class);
  private int level;
  private boolean spilled;

  /**
   * @param level which bits of the digests would split it further; {@link Router#LEVELS}: none
   */
  Partition(Work work, int level) {
    this.level = level;
    for (Side side : Side.values()) {
      piles.put(side, new Pile(work));
    }
  }

  int level() {
    return level;
  }

  /** The digests of its keys are no help in splitting it. */
  void splitByKey() {
    level = Router.LEVELS;
  }

  Pile pile(Side side) {
    return Objects.requireNonNull(piles.get(side));
  }

  long rows() {
    long rows = 0;
    for (Pile pile : piles.values()) {
      rows += pile.rows();
    }
    return rows;
  }

  long held() {
    long held = 0;
    for (Pile pile : piles.values()) {
      held += pile.held();
    }
    return held;
  }

  /** Whether rows of it were written to files, on either side. */
  boolean isSpilled() {
    return spilled;
  }

  void spill() {
    spilled = true;
    for (Pile pile : piles.values()) {
      pile.spill();
    }
  }

  void seal() {
    spilled = true;
    for (Pile pile : piles.values()) {
      pile.seal();
    }
  }
}
