package io.syncline.version;

import io.syncline.model.SystemId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** System to the highest counter included; a system that is not named counts as 0. Immutable. */
public record VersionVector(SortedMap<SystemId, Long> counters) {

  private static final VersionVector EMPTY = new VersionVector(new TreeMap<>());

  public VersionVector {
    TreeMap<SystemId, Long> copy = new TreeMap<>(counters);
    for (Map.Entry<SystemId, Long> entry : copy.entrySet()) {
      if (entry.getValue() < 1) {
        throw new IllegalArgumentException(
            "must be >= 1: system=" + entry.getKey() + " counter=" + entry.getValue());
      }
    }
    counters = Collections.unmodifiableSortedMap(copy);
  }

  public static VersionVector empty() {
    return EMPTY;
  }

  public long counter(SystemId system) {
    return counters.getOrDefault(system, 0L);
  }

  public boolean contains(Dot dot) {
    return dot.counter() <= counter(dot.system());
  }

  /** The next event of {@code system}; {@link #with} takes it in. */
  public Dot next(SystemId system) {
    return new Dot(system, counter(system) + 1);
  }

  /** This vector with {@code dot} and all before it taken in. */
  public VersionVector with(Dot dot) {
    if (contains(dot)) {
      return this;
    }
    TreeMap<SystemId, Long> copy = new TreeMap<>(counters);
    copy.put(dot.system(), dot.counter());
    return new VersionVector(copy);
  }

  /** This vector as if it had never seen {@code system}. */
  public VersionVector without(SystemId system) {
    if (counter(system) == 0) {
      return this;
    }
    TreeMap<SystemId, Long> copy = new TreeMap<>(counters);
    copy.remove(system);
    return new VersionVector(copy);
  }

  /** The pairwise maximum. */
  public VersionVector join(VersionVector other) {
    TreeMap<SystemId, Long> joined = new TreeMap<>(counters);
    other.counters.forEach((system, counter) -> joined.merge(system, counter, Math::max));
    return new VersionVector(joined);
  }
}
