package io.syncline.engine;

import java.time.Duration;
import java.time.Instant;

/** How long to wait with what failed: a little, and twice as long with each failure in a row. */
final class RetryDelay {

  /** After the first failure. */
  static final Duration FIRST = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int DOUBLED = 10;

  private final Duration first;
  private final Duration longest;
  private int failures;

  /** That of runs. */
  RetryDelay() {
    this(FIRST, LONGEST);
  }

  /**
   * Another.
   *
   * @param longest at most 1024 times as long as {@code first}
   */
  RetryDelay(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** No delay that began by {@code now} ends later: one that does was set by another clock time. */
  static Instant latest(Instant now) {
    return now.plus(LONGEST);
  }

  void succeeded() {
    failures = 0;
  }

  /** Failed again: when to try next. */
  Instant failed(Instant now) {
    return now.plus(next());
  }

  /** Failed again: how long to wait. */
  Duration next() {
    Duration delay = first.multipliedBy(1L << Math.min(failures++, DOUBLED));
    return delay.compareTo(longest) > 0 ? longest : delay;
  }
}
