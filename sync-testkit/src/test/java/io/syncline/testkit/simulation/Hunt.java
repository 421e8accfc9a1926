package io.syncline.testkit.simulation;

import java.util.function.IntFunction;

/** Plays histories until one of them breaks, and says which; empty text where none does. */
public class Hunt implements IntFunction<String> {

  private final Simulation simulation;

  public Hunt() {
    this(Simulation.ofAnything());
  }

  Hunt(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String apply(int histories) {
    for (int seed = 1; seed <= histories; seed++) {
      Verdict verdict = simulation.seed(seed).judge();
      if (!verdict.held()) {
        return "seed " + seed + ": " + verdict.broken().orElseThrow();
      }
    }
    return "";
  }
}
