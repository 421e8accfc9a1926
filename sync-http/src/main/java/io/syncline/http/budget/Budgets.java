package io.syncline.http.budget;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.Timer;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.LimitsSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The budgets of one service, and the calls that wait for room in them. Writes have their turn
 * before reads, and within these who came first; nobody waits for another's budget. Thread-safe;
 * waiting holds no thread.
 */
final class Budgets {

  private static final Duration SHORTEST_SLEEP = Duration.ofMillis(1);

  private final List<Budget> budgets;
  private final boolean anyOfOneCall;
  private final LimitsSpec limits;
  private final SharedBudgets shared;
  private final Duration patience;
  private final InstantSource clock;
  private final Timer timer;
  private final Set<Turn> writes = new LinkedHashSet<>();
  private final Set<Turn> reads = new LinkedHashSet<>();
  private Instant wake = Instant.MAX;
  private boolean closed;

  /**
   * @param shared where other processes draw on some of them too; closed with these
   * @param patience the longest that a call waits where it is known how long; others wait until
   *     their deadline
   */
  Budgets(
      LimitsSpec limits,
      SharedBudgets shared,
      Duration patience,
      InstantSource clock,
      Timer timer) {
    this.limits = limits;
    this.shared = shared;
    this.patience = patience;
    this.clock = clock;
    this.timer = timer;
    budgets =
        limits.budgets().stream()
            .map(this::budget)
            .sorted(Comparator.comparing(Budget::isOfOneCall).reversed())
            .toList();
    anyOfOneCall = budgets.stream().anyMatch(Budget::isOfOneCall);
  }

  /** What the service tells of a day is heeded by who is told, so a day has a gate here too. */
  private Budget budget(LimitsSpec.Budget spec) {
    List<Gate> gates =
        spec.limits().stream()
            .filter(limit -> limit instanceof LimitsSpec.Daily || !shared.isShared(spec, limit))
            .map(Gate::of)
            .toList();
    return new Budget(spec, gates, shared.gates(spec, timer, this::changed));
  }

  /** The budget that is paused when the service refuses this call. */
  String key(Call call) {
    return refusedOf(call).key();
  }

  /** The service wants no call of this budget before then; all other budgets go on. */
  void pause(Call call, Instant until) {
    synchronized (this) {
      refusedOf(call).pause(until, clock.instant());
    }
    decideAll();
  }

  /**
   * The service tells what is used of a day.
   *
   * @param sent when the call was that was told so
   * @param date the service's time, where it told that too
   */
  synchronized void told(Call call, Use use, Usage usage, Instant sent, Optional<Instant> date) {
    Instant now = clock.instant();
    covering(call).forEach(budget -> budget.told(usage, demand(call, use), sent, date, now));
  }

  /** Refuses all that wait, and all that come. */
  void close() {
    synchronized (this) {
      closed = true;
      budgets.forEach(Budget::close);
    }
    shared.close();
    decideAll();
  }

  private void changed(Runnable change) {
    synchronized (this) {
      change.run();
    }
    decideAll();
  }

  /**
   * Asks for a call's turn.
   *
   * @param notBefore when it may come at the earliest
   */
  CompletableFuture<Admission> admit(Call call, Use use, Instant notBefore, Deadline deadline) {
    Turn turn;
    synchronized (this) {
      Instant now = clock.instant();
      Demand demand = demand(call, use);
      turn = new Turn(covering(call), demand, notBefore, now, deadline, new CompletableFuture<>());
      if (writes.isEmpty() && reads.isEmpty()) {
        Optional<Admission> atOnce = decide(turn, now, Set.of());
        if (atOnce.isPresent()) {
          return CompletableFuture.completedFuture(atOnce.get());
        }
      }
      (use == Use.WRITE ? writes : reads).add(turn);
    }
    decideAll();
    return turn.admission();
  }

  private Demand demand(Call call, Use use) {
    return new Demand(use, limits.cost(call));
  }

  private List<Budget> covering(Call call) {
    return anyOfOneCall ? budgets.stream().filter(budget -> budget.covers(call)).toList() : budgets;
  }

  /** Of several, the one that is of this call alone. */
  private Budget refusedOf(Call call) {
    return covering(call).get(0);
  }

  /** What follows a decision runs elsewhere: it may end with another decision. */
  private void decideAll() {
    decided()
        .forEach(
            (turn, admission) ->
                timer.after(Duration.ZERO, () -> turn.admission().complete(admission)));
  }

  private synchronized Map<Turn, Admission> decided() {
    if (writes.isEmpty() && reads.isEmpty()) {
      return Map.of();
    }
    Instant now = clock.instant();
    Map<Turn, Admission> decided = new LinkedHashMap<>();
    Set<Budget> awaited = new HashSet<>();
    for (Set<Turn> waiting : List.of(writes, reads)) {
      for (Iterator<Turn> turns = waiting.iterator(); turns.hasNext(); ) {
        Turn turn = turns.next();
        Optional<Admission> admission = decide(turn, now, awaited);
        if (admission.isPresent()) {
          turns.remove();
          decided.put(turn, admission.get());
        } else {
          awaited.addAll(turn.shut(now));
        }
      }
    }
    return decided;
  }

  /**
   * Empty where it goes on waiting.
   *
   * @param awaited the budgets that others waited for before it
   */
  private Optional<Admission> decide(Turn turn, Instant now, Set<Budget> awaited) {
    if (closed) {
      return Optional.of(
          new Admission.Refused(
              new Exchange.Broken(Exchange.Failure.CLOSED, "the adapter is closed")));
    }
    Instant opens = turn.opens(now);
    Duration remaining = turn.deadline().remaining();
    boolean known = !opens.equals(Gate.UNTOLD);
    if (remaining.isZero()) {
      return Optional.of(
          held(
              turn,
              now,
              Optional.of(opens).filter(at -> known && at.isAfter(now)).or(() -> turn.away(now))));
    }
    if (!opens.isAfter(now) && !turn.isCoveredByAny(awaited)) {
      turn.begun(now);
      return Optional.of(new Admission.Granted(() -> ended(turn, now)));
    }
    Optional<Instant> away = turn.away(now);
    if (away.isPresent()) {
      return Optional.of(held(turn, now, away));
    }
    Instant end = now.plus(remaining);
    if (known && (opens.isAfter(end) || opens.isAfter(turn.since().plus(patience)))) {
      return Optional.of(held(turn, now, Optional.of(opens)));
    }
    wakeAt(opens.isAfter(now) && opens.isBefore(end) ? opens : end, now);
    return Optional.empty();
  }

  private static Admission held(Turn turn, Instant now, Optional<Instant> until) {
    return new Admission.Refused(new Exchange.Held(turn.last(now).key(), until));
  }

  private void ended(Turn turn, Instant begun) {
    synchronized (this) {
      turn.ended(begun);
    }
    decideAll();
  }

  /** Only the nearest of all times counts; those that were set before it come to nothing. */
  private void wakeAt(Instant at, Instant now) {
    if (!at.isBefore(wake)) {
      return;
    }
    wake = at;
    Duration wait = Duration.between(now, at);
    timer.after(wait.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : wait, () -> woken(at));
  }

  private void woken(Instant at) {
    synchronized (this) {
      if (!at.equals(wake)) {
        return;
      }
      wake = Instant.MAX;
    }
    decideAll();
  }
}
