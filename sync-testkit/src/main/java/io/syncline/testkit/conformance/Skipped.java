package io.syncline.testkit.conformance;

import io.syncline.model.SyncException;
import java.util.Optional;

/** A scenario cannot be played; the text says what is missing. */
final class Skipped extends SyncException {

  private static final long serialVersionUID = 1L;

  private Skipped(String reason) {
    super(reason);
  }

  static Skipped because(String reason) {
    return new Skipped(reason);
  }

  /** Of a rule that concerns only those of which {@code holds} is true. */
  static void unless(boolean holds, String reason) {
    if (!holds) {
      throw new Skipped(reason);
    }
  }

  static <T> T unlessAble(Optional<T> ability, String what) {
    return ability.orElseThrow(() -> new Skipped("the subject cannot " + what));
  }

  static <T> T unlessHad(Optional<T> facet, String what) {
    return facet.orElseThrow(() -> new Skipped("the dataset has no " + what));
  }
}
