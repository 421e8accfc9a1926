package io.syncline.reconcile;

import io.syncline.model.SystemId;
import io.syncline.version.Stamp;
import java.util.OptionalLong;

/** The stamps of new events. */
final class Stamps {

  private Stamps() {}

  /** Of an edit made on nothing that is known: the time the source tells, or 0. */
  static Stamp edit(OptionalLong timeMicros, SystemId system) {
    return new Stamp(timeMicros.orElse(0), 0, system);
  }

  /**
   * Of an edit made on a value: the source's time, or one n above that value's where it is not
   * later.
   */
  static Stamp editOn(Stamp below, OptionalLong timeMicros, SystemId system) {
    Stamp told = edit(timeMicros, system);
    return told.compareTimes(below) > 0
        ? told
        : new Stamp(below.timeMicros(), below.n() + 1, system);
  }

  /** Of a merge or decision: one n above both. */
  static Stamp above(Stamp one, Stamp other, SystemId hub) {
    Stamp greater = max(one, other);
    return new Stamp(greater.timeMicros(), greater.n() + 1, hub);
  }

  static Stamp max(Stamp one, Stamp other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
