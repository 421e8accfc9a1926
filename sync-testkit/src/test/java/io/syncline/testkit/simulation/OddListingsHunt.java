package io.syncline.testkit.simulation;

/** Plays where listings show all as it was when they began, or no versions. */
public final class OddListingsHunt extends Hunt {

  public OddListingsHunt() {
    super(Simulation.ofAnythingWithOddListings());
  }
}
