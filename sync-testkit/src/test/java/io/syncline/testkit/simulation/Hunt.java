package io.syncline.testkit.simulation;

import java.util.function.Function;

/** Plays histories of these seeds until one breaks, and says which; empty text where none does. */
public class Hunt implements Function<int[], String> {

  private final Simulation simulation;

  public Hunt() {
    this(Simulation.ofAnything());
  }

  Hunt(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String apply(int[] seeds) {
    for (int seed : seeds) {
      Verdict verdict = simulation.seed(seed).judge();
      if (!verdict.held()) {
        return "seed " + seed + ": " + verdict.broken().orElseThrow();
      }
    }
    return "";
  }
}
