package io.syncline.diff.range;

import java.util.List;

/**
 * The way that a diff should go, and why.
 *
 * @param costs of all ways that are open, the chosen one's included
 * @param reasons in words, the decisive one first
 */
public record WayChoice(Situation situation, Way way, List<WayCost> costs, List<String> reasons) {

  public WayChoice {
    costs = List.copyOf(costs);
    reasons = List.copyOf(reasons);
  }

  /** What the chosen way should cost. */
  public WayCost cost() {
    return costs.stream().filter(each -> each.way() == way).findFirst().orElseThrow();
  }

  /** All of this as lines of text. */
  public String explain() {
    StringBuilder text = new StringBuilder("by ").append(way.words());
    reasons.forEach(reason -> text.append("\n- ").append(reason));
    costs.forEach(cost -> text.append("\n  ").append(cost));
    return text.toString();
  }
}
