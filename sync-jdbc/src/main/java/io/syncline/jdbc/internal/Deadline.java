package io.syncline.jdbc.internal;

import io.syncline.spi.AdapterException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The end of one call's time. */
public record Deadline(InstantSource clock, Instant end) {

  public static Deadline in(Duration within, InstantSource clock) {
    return new Deadline(clock, clock.instant().plus(within));
  }

  /** At least one; throws when the time is over. */
  public int remainingMillis() {
    long millis = Duration.between(clock.instant(), end).toMillis();
    if (millis <= 0) {
      throw new AdapterException.DeadlineExceeded("time is over: end=" + end);
    }
    return (int) Math.min(millis, Integer.MAX_VALUE / 2);
  }

  /** The same as a duration. */
  public Duration remaining() {
    return Duration.ofMillis(remainingMillis());
  }

  public boolean isOver() {
    return !clock.instant().isBefore(end);
  }
}
