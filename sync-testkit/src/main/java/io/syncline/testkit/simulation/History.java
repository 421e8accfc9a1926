package io.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens in one scenario, step after step, ended by a rest.
 *
 * @param seed of what the steps do not say: how people decide what is still held at a rest
 */
record History(List<Step> steps, long seed) {

  public History {
    steps = List.copyOf(steps);
  }

  History without(int from, int to) {
    List<Step> left = new ArrayList<>(steps.subList(0, from));
    left.addAll(steps.subList(to, steps.size()));
    return new History(left, seed);
  }

  History with(int at, Step step) {
    List<Step> changed = new ArrayList<>(steps);
    changed.set(at, step);
    return new History(changed, seed);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      text.append("  ").append(i + 1).append(". ").append(steps.get(i)).append('\n');
    }
    return text.append("  and rest").toString();
  }
}
