package io.syncline.version;

import io.syncline.model.SystemId;

/**
 * When an event is said to have happened: compared by time, then n, then system, so no two events
 * of one record have equal stamps. A stamp always lies above that of the value the edit was made
 * on.
 *
 * @param timeMicros microseconds since 1970 UTC as the source tells them; 0 where it tells none
 * @param n raised by one where the source's time does not lie above that of the value edited
 */
public record Stamp(long timeMicros, long n, SystemId system) implements Comparable<Stamp> {

  @Override
  public int compareTo(Stamp other) {
    int order = compareTimes(other);
    return order != 0 ? order : system.compareTo(other.system);
  }

  /** By time and n alone. */
  public int compareTimes(Stamp other) {
    int order = Long.compare(timeMicros, other.timeMicros);
    return order != 0 ? order : Long.compare(n, other.n);
  }

  @Override
  public String toString() {
    return timeMicros + "+" + n + "@" + system;
  }
}
