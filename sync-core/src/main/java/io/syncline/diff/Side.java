package io.syncline.diff;

import java.util.Locale;

/** Which of the sets of a diff. */
public enum Side {
  /** What both sides once were; only of a three-way diff. */
  BASE,
  LEFT,
  RIGHT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
