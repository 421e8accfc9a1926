package io.syncline.engine;

import java.time.Duration;
import java.time.Instant;

/** When to try again what failed: soon, and later with each failure in a row. */
final class RetryDelay {

  /** After the first failure. */
  static final Duration FIRST = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int DOUBLED = 9;

  private int failures;

  /** No delay that began by {@code now} ends later: one that does was set by another clock time. */
  static Instant latest(Instant now) {
    return now.plus(LONGEST);
  }

  void succeeded() {
    failures = 0;
  }

  /** Failed again: when to try next. */
  Instant failed(Instant now) {
    Duration delay = FIRST.multipliedBy(1L << Math.min(failures++, DOUBLED));
    return now.plus(delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
  }
}
