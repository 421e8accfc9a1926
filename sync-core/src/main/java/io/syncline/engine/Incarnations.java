package io.syncline.engine;

import io.syncline.model.SystemId;
import java.util.Optional;

/** Tells which incarnation of a system answers now. Called once in a run; may ask the system. */
@FunctionalInterface
public interface Incarnations {

  /**
   * A name that changes when the system is restored, cloned or swapped; empty where the system has
   * none or does not answer.
   */
  Optional<String> of(SystemId system);

  static Incarnations unknown() {
    return system -> Optional.empty();
  }
}
