package io.syncline.plan;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How many records a plan treats in which way. One thread. */
public final class RiskCounts {

  private final Map<Risk, Long> counts = new EnumMap<>(Risk.class);

  /** Counts one write. */
  public void add(Set<Risk> risks) {
    risks.forEach(risk -> counts.merge(risk, 1L, Long::sum));
  }

  public long of(Risk risk) {
    return counts.getOrDefault(risk, 0L);
  }
}
