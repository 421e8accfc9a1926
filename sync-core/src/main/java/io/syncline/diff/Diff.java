package io.syncline.diff;

import io.syncline.diff.objects.ObjectPair;
import java.util.Collection;

/**
 * Compares two or three sets of records. Begin here:
 *
 * <pre>{@code
 * Diff.between(crm, erp).ignoring("updated_at").forEach(delta -> ...);
 * }</pre>
 */
public final class Diff {

  private Diff() {}

  /** What happened on the way from left to right. */
  public static RowDiff between(RowSource left, RowSource right) {
    return RowDiff.of(left, right);
  }

  /** As above, of objects in memory, which are compared where they are. */
  public static <T> ObjectPair<T> between(
      Collection<? extends T> left, Collection<? extends T> right) {
    return new ObjectPair<>(left, right);
  }

  /** What two sides did since they were as the base is. */
  public static ThreeWayDiff threeWay(RowSource base, RowSource left, RowSource right) {
    return ThreeWayDiff.of(base, left, right);
  }
}
