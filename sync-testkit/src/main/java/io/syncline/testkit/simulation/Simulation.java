package io.syncline.testkit.simulation;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A life of a hub and its systems by chance: users edit, also while the hub is at work, calls fail,
 * processes end, and people decide late. One seed says all of it, and one clock moves only as it
 * says, so the same seed is the same life. At the end, and at rests in between, what must always
 * hold is checked against a model of its own.
 *
 * <pre>{@code
 * Simulation.of(scenario).seed(42).run().requireHeld();
 * }</pre>
 *
 * <p>Immutable and thread-safe where the scenario's policies are.
 */
public final class Simulation {

  private final Function<RandomGenerator, Scenario> scenarios;
  private final long seed;

  private Simulation(Function<RandomGenerator, Scenario> scenarios, long seed) {
    this.scenarios = scenarios;
    this.seed = seed;
  }

  /** Lives in this scenario. */
  public static Simulation of(Scenario scenario) {
    return new Simulation(random -> scenario, 1);
  }

  /** Lives in scenarios that are drawn by chance, too: every kind of system, every policy. */
  public static Simulation ofAnything() {
    return new Simulation(Scenarios::drawn, 1);
  }

  /** Lives in such scenarios of systems that have jobs of writes. */
  static Simulation ofAnythingWithJobs() {
    return new Simulation(Scenarios::drawnWithJobs, 1);
  }

  /** Lives in such scenarios of systems that have fields which are written by themselves. */
  static Simulation ofAnythingWithFieldsApart() {
    return new Simulation(Scenarios::drawnWithFieldsApart, 1);
  }

  /**
   * Lives in such scenarios of systems whose listings show all as it was when they began, or no
   * versions.
   */
  static Simulation ofAnythingWithOddListings() {
    return new Simulation(Scenarios::drawnWithOddListings, 1);
  }

  /** The same with another seed; without, it is 1. */
  public Simulation seed(long other) {
    return new Simulation(scenarios, other);
  }

  /** Plays it. What breaks is played again and again, with less of it, until all of it counts. */
  public Verdict run() {
    Drawn drawn = draw();
    Verdict verdict = judge(drawn);
    return verdict.held() ? verdict : judge(drawn.shrunk(verdict.broken().orElseThrow()));
  }

  /** Plays it once, as it is. */
  Verdict judge() {
    return judge(draw());
  }

  private Drawn draw() {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario = scenarios.apply(random.split());
    return new Drawn(scenario, new Author(scenario, random.split()).write());
  }

  private Verdict judge(Drawn drawn) {
    Play play = new Play(drawn.scenario(), drawn.history());
    Optional<Throwable> broken = play.attempt();
    boolean held = broken.isEmpty();
    return new Verdict(
        seed,
        held ? "" : drawn.scenario().toString(),
        held ? "" : drawn.history().toString(),
        play.trace(),
        broken);
  }

  /** What the seed says. */
  private record Drawn(Scenario scenario, History history) {

    Drawn shrunk(Throwable broken) {
      return new Drawn(scenario, new Shrinking(scenario, broken).shrink(history));
    }
  }
}
