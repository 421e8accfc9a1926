package io.syncline.reconcile;

import io.syncline.model.Value;
import java.util.Optional;

/** What a person chose for a held conflict. */
public sealed interface Choice {

  /** The agreed value; the system is written over. */
  record Head() implements Choice {}

  /** What the system shows. */
  record Incoming() implements Choice {}

  /** Another value; for life {@code ALIVE} or {@code DELETED}. */
  record Another(Value value) implements Choice {}

  static Choice head() {
    return new Head();
  }

  static Choice incoming() {
    return new Incoming();
  }

  static Choice another(Value value) {
    return new Another(value);
  }

  /** The value that becomes the agreed one; empty where that stays. */
  default Optional<Value> taken(HeldConflict held) {
    if (this instanceof Head) {
      return Optional.empty();
    }
    return Optional.of(this instanceof Another another ? another.value() : held.incoming());
  }
}
