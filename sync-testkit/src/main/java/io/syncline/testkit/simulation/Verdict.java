package io.syncline.testkit.simulation;

import java.util.Optional;

/**
 * What came of one history.
 *
 * @param seed that scenario and history were drawn from
 * @param scenario in words
 * @param history in words, as short as it still breaks where it does
 * @param trace of that history
 * @param broken what broke; empty where everything held
 */
public record Verdict(
    long seed, String scenario, String history, Trace trace, Optional<Throwable> broken) {

  /** Whether everything held that must. */
  public boolean held() {
    return broken.isEmpty();
  }

  /** Throws an {@link AssertionError} that tells seed, history and trace where something broke. */
  public void requireHeld() {
    if (broken.isPresent()) {
      throw new AssertionError(toString(), broken.get());
    }
  }

  @Override
  public String toString() {
    return broken
        .map(
            what ->
                "seed "
                    + seed
                    + " broke: "
                    + what
                    + "\n"
                    + scenario
                    + "\n"
                    + history
                    + "\n\n"
                    + trace)
        .orElseGet(() -> "seed " + seed + " held");
  }
}
