package io.syncline.http.budget;

import io.syncline.http.manifest.RetrySpec;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a repeat: the longest wait doubles from repeat to repeat up to a cap, and
 * what is waited is drawn from all up to it. M. Brooker, "Exponential Backoff and Jitter" (AWS
 * Architecture Blog, 2015), calls it full jitter, and shows why callers that failed together then
 * come back least often together.
 */
final class Backoff {

  private static final int MOST_DOUBLINGS = 30;

  private final RetrySpec spec;
  private final RandomGenerator random;

  Backoff(RetrySpec spec, RandomGenerator random) {
    this.spec = spec;
    this.random = random;
  }

  /**
   * The wait before one repeat.
   *
   * @param repeats how many there were
   */
  Duration before(int repeats) {
    Duration doubled = spec.base().multipliedBy(1L << Math.min(repeats, MOST_DOUBLINGS));
    Duration longest = doubled.compareTo(spec.cap()) > 0 ? spec.cap() : doubled;
    return spec.jitter() ? Duration.ofNanos(random.nextLong(longest.toNanos() + 1)) : longest;
  }
}
