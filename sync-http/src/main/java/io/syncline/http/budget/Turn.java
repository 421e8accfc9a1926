package io.syncline.http.budget;

import io.syncline.http.client.Deadline;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A call that waits until it may be sent. All but its future is guarded as {@link Gate} is.
 *
 * @param budgets those that cover it; never none
 * @param notBefore when it may be sent at the earliest
 * @param since when it began to wait
 */
record Turn(
    List<Budget> budgets,
    Demand demand,
    Instant notBefore,
    Instant since,
    Deadline deadline,
    CompletableFuture<Admission> admission) {

  /** As {@link Gate#opens}, of all its budgets. */
  Instant opens(Instant now) {
    Instant opens = notBefore;
    for (Budget budget : budgets) {
      Instant each = budget.opens(demand, now);
      opens = each.isAfter(opens) ? each : opens;
    }
    return opens;
  }

  /** The budget that has room last. */
  Budget last(Instant now) {
    return budgets.stream()
        .max(Comparator.comparing(budget -> budget.opens(demand, now)))
        .orElseThrow();
  }

  /** The budgets that have no room for it. */
  List<Budget> shut(Instant now) {
    return budgets.stream().filter(budget -> budget.opens(demand, now).isAfter(now)).toList();
  }

  boolean isCoveredByAny(Collection<Budget> some) {
    return !some.isEmpty() && budgets.stream().anyMatch(some::contains);
  }

  void begun(Instant now) {
    budgets.forEach(budget -> budget.begun(demand, now));
  }

  void ended(Instant begun) {
    budgets.forEach(budget -> budget.ended(demand, begun));
  }
}
