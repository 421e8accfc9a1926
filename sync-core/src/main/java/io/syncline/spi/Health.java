package io.syncline.spi;

import java.time.Duration;
import java.util.List;

/**
 * What a probe found.
 *
 * @param checks in the order they were made
 * @param latency of the cheapest call
 */
public record Health(List<Check> checks, Duration latency) {

  public Health {
    checks = List.copyOf(checks);
  }

  public boolean isGood() {
    return checks.stream().allMatch(Check::good);
  }

  /** One thing looked at; {@code detail} says what is wrong, and carries no secret. */
  public record Check(String name, boolean good, String detail) {}
}
