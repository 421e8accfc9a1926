package io.syncline.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a probe found.
 *
 * @param checks in the order they were made
 * @param latency of the cheapest call
 * @param fingerprint names the incarnation of the system behind the connection; a change means it
 *     was restored, cloned or swapped. Empty where the system has none
 */
public record Health(List<Check> checks, Duration latency, Optional<String> fingerprint) {

  public Health {
    checks = List.copyOf(checks);
  }

  public boolean isGood() {
    return checks.stream().allMatch(Check::good);
  }

  /** One thing looked at; {@code detail} says what is wrong, and carries no secret. */
  public record Check(String name, boolean good, String detail) {}
}
