package io.syncline.http.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets so many calls begin within any period, wherever one lays it.
 *
 * <p>A token bucket, which is what rate limiters mostly are, lets up to twice as many through: a
 * full bucket at once, and within the same period what flows in meanwhile. A service that counts by
 * the hour or the day refuses them, and a day's quota would be spent twice. So this keeps the times
 * at which calls began. Times that are near each other are kept as one, the later, so it holds at
 * most {@value #SLOTS} of them, and a call may wait for a thousandth of the period longer than it
 * had to.
 */
final class Window {

  private static final int SLOTS = 1000;

  private final int limit;
  private final Duration period;
  private final Duration width;
  private final Deque<Slot> slots = new ArrayDeque<>();
  private long count;

  private record Slot(Instant first, Instant last, long calls) {}

  Window(int limit, Duration period) {
    this.limit = limit;
    this.period = period;
    this.width = period.dividedBy(SLOTS);
  }

  /** When there is room; what costs more than the limit goes alone. */
  Instant opens(int cost, Instant now) {
    forget(now);
    long excess = count + cost - limit;
    Instant opens = now;
    for (Slot slot : slots) {
      if (excess <= 0) {
        break;
      }
      excess -= slot.calls();
      opens = slot.last().plus(period);
    }
    return opens;
  }

  void add(int cost, Instant now) {
    forget(now);
    count += cost;
    Slot newest = slots.peekLast();
    if (newest != null && now.isBefore(newest.first().plus(width))) {
      slots.removeLast();
      slots.addLast(new Slot(newest.first(), now, newest.calls() + cost));
    } else {
      slots.addLast(new Slot(now, now, cost));
    }
  }

  /** What is past, and what a clock that was put back has before it. */
  private void forget(Instant now) {
    while (!slots.isEmpty() && !slots.getFirst().last().plus(period).isAfter(now)) {
      count -= slots.removeFirst().calls();
    }
    while (!slots.isEmpty() && slots.getLast().last().isAfter(now)) {
      count -= slots.removeLast().calls();
    }
  }
}
