package io.syncline.http.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a service that was asked too often may be asked again. */
public final class RetryAfter {

  /** Where the service does not say. */
  public static final Duration UNTOLD = Duration.ofSeconds(5);

  /** A longer wait is asked about again after this. */
  public static final Duration LONGEST = Duration.ofHours(24);

  private RetryAfter() {}

  /**
   * By our clock. A date is the service's time: it counts from the answer's own {@code Date}, so a
   * clock that is wrong on either side does not matter.
   */
  public static Instant until(HttpHeaders headers, Instant now) {
    Duration wait =
        headers.firstValue("Retry-After").flatMap(text -> wait(text, headers, now)).orElse(UNTOLD);
    Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    return now.plus(bounded.isNegative() ? Duration.ZERO : bounded);
  }

  /** The service's clock as the answer tells it, to the second. */
  public static Optional<Instant> date(HttpHeaders headers) {
    return headers.firstValue("Date").flatMap(HttpDate::read);
  }

  private static Optional<Duration> wait(String text, HttpHeaders headers, Instant now) {
    if (text.matches("\\d{1,12}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    Instant from = date(headers).orElse(now);
    return HttpDate.read(text).map(until -> Duration.between(from, until));
  }
}
