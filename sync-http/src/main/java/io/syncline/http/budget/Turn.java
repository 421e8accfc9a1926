package io.syncline.http.budget;

import io.syncline.http.client.Deadline;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    Instant opens = opensHere(now);
    if (opens.isAfter(now)) {
      return opens;
    }
    for (Budget budget : budgets) {
      Instant each = budget.opensForAll(demand, now);
      opens = each.isAfter(opens) ? each : opens;
    }
    return opens;
  }

  /** The budget that has room last. */
  Budget last(Instant now) {
    boolean here = opensHere(now).isAfter(now);
    return budgets.stream()
        .max(Comparator.comparing(budget -> opens(budget, here, now)))
        .orElseThrow();
  }

  /** The budgets that have no room for it. */
  List<Budget> shut(Instant now) {
    boolean here = opensHere(now).isAfter(now);
    return budgets.stream().filter(budget -> opens(budget, here, now).isAfter(now)).toList();
  }

  /** When to try again, where nobody answers who keeps an account that it needs; else empty. */
  Optional<Instant> away(Instant now) {
    return opensHere(now).isAfter(now)
        ? Optional.empty()
        : budgets.stream()
            .flatMap(budget -> budget.away(demand, now).stream())
            .max(Comparator.naturalOrder());
  }

  /** What other processes share is only asked for by a call that nothing holds up here. */
  private Instant opensHere(Instant now) {
    Instant opens = notBefore;
    for (Budget budget : budgets) {
      Instant each = budget.opens(demand, now);
      opens = each.isAfter(opens) ? each : opens;
    }
    return opens;
  }

  private Instant opens(Budget budget, boolean here, Instant now) {
    return here ? budget.opens(demand, now) : budget.opensForAll(demand, now);
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
