package io.syncline.http.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The time of a recording: when its latest exchange began, to the millisecond. A replay shows the
 * same times between the same exchanges, so that what asks for "changes since" asks alike. It lags
 * behind by as long as nothing was exchanged; a feed then begins a little earlier, which repeats
 * changes and misses none. Thread-safe.
 */
final class TapeTime implements InstantSource {

  private volatile Instant latest;

  TapeTime(Instant opened) {
    latest = millis(opened);
  }

  /** Exchanges that overlap may come in another order: time does not go back. */
  synchronized Instant begins(Instant exchange) {
    Instant began = millis(exchange);
    latest = began.isAfter(latest) ? began : latest;
    return began;
  }

  @Override
  public Instant instant() {
    return latest;
  }

  private static Instant millis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
