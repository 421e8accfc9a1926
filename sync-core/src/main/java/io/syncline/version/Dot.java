package io.syncline.version;

import io.syncline.model.SystemId;

/** One event: the n-th change that the hub observed at a system. Ordered per system only. */
public record Dot(SystemId system, long counter) implements Comparable<Dot> {

  public Dot {
    if (counter < 1) {
      throw new IllegalArgumentException("must be >= 1: counter=" + counter);
    }
  }

  /** By system, then counter: an order to sort by, without meaning between systems. */
  @Override
  public int compareTo(Dot other) {
    int order = system.compareTo(other.system);
    return order != 0 ? order : Long.compare(counter, other.counter);
  }

  @Override
  public String toString() {
    return system + ":" + counter;
  }
}
