package io.syncline.testkit.simulation;

import io.syncline.testkit.simulation.oracle.Violation;
import java.util.Optional;

/**
 * Makes a history that breaks shorter as long as it breaks in the same way: leaves out steps, many
 * at once first, then makes the runs that are left calmer. After Zeller and Hildebrandt,
 * "Simplifying and Isolating Failure-Inducing Input" (2002).
 */
final class Shrinking {

  private final Scenario scenario;
  private final Throwable broken;

  Shrinking(Scenario scenario, Throwable broken) {
    this.scenario = scenario;
    this.broken = broken;
  }

  History shrink(History history) {
    History shortest = history;
    for (int size = history.steps().size() / 2; size >= 1; size /= 2) {
      shortest = leaveOut(shortest, size);
    }
    for (int at = 0; at < shortest.steps().size(); at++) {
      shortest = calm(shortest, at);
    }
    return leaveOut(shortest, 1);
  }

  private History leaveOut(History history, int size) {
    History shortest = history;
    for (int from = shortest.steps().size() - size; from >= 0; from -= size) {
      if (from + size <= shortest.steps().size()) {
        History shorter = shortest.without(from, from + size);
        shortest = breaks(shorter) ? shorter : shortest;
      }
    }
    return shortest;
  }

  private History calm(History history, int at) {
    if (history.steps().get(at) instanceof Step.Run run) {
      for (Step.Run calmer : run.calmer()) {
        History tried = history.with(at, calmer);
        if (breaks(tried)) {
          return calm(tried, at);
        }
      }
    }
    return history;
  }

  private boolean breaks(History history) {
    Optional<Throwable> found = new Play(scenario, history).attempt();
    return found.isPresent() && isAlike(found.get());
  }

  private boolean isAlike(Throwable found) {
    if (broken instanceof Violation one && found instanceof Violation other) {
      return one.promise() == other.promise();
    }
    return broken.getClass() == found.getClass();
  }
}
