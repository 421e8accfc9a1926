package io.syncline.plan;

import java.util.Locale;

/**
 * How many records one plan may treat in one way without a person: {@code rows}, or {@code share}
 * of what the system has linked, whichever is more.
 *
 * @param share 0 to 1
 */
public record GuardLimit(long rows, double share) {

  public GuardLimit {
    if (rows < 0) {
      throw new IllegalArgumentException("must be >= 0: rows=" + rows);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("must be 0 to 1: share=" + share);
    }
  }

  /** No share; so many records at most. */
  public static GuardLimit rows(long most) {
    return new GuardLimit(most, 0);
  }

  /** Whether a plan of so many records may go, of a system that has so many linked. */
  public boolean allows(long count, long linked) {
    return count <= rows || count <= share * linked;
  }

  /** Such as {@code 100 or 20 %}. */
  @Override
  public String toString() {
    return share == 0 ? Long.toString(rows) : rows + " or " + percent() + " %";
  }

  private String percent() {
    return String.format(Locale.ROOT, "%.6f", 100 * share).replaceAll("\\.?0+$", "");
  }
}
