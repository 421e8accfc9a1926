package io.syncline.diff;

import java.util.EnumMap;
import java.util.Map;

/** Counts what passes through. */
final class ThreeWayCounts implements ThreeWaySink {

  private final ThreeWaySink next;
  private final Map<ThreeWayKind, Long> counts = new EnumMap<>(ThreeWayKind.class);

  ThreeWayCounts(ThreeWaySink next) {
    this.next = next;
  }

  /** Takes everything, also again. */
  static ThreeWaySink end() {
    return new ThreeWaySink() {
      @Override
      public void change(ThreeWayChange change) {}

      @Override
      public void restart(OutOfOrder broken) {}
    };
  }

  @Override
  public void change(ThreeWayChange change) {
    counts.merge(change.kind(), 1L, Long::sum);
    next.change(change);
  }

  @Override
  public void restart(OutOfOrder broken) {
    next.restart(broken);
    counts.clear();
  }

  ThreeWaySummary summary(DiffWatch watch) {
    return new ThreeWaySummary(
        watch.rows(Side.BASE), watch.rows(Side.LEFT), watch.rows(Side.RIGHT), counts);
  }
}
