package io.syncline.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Thread-safe. */
public final class SimulatedClock implements InstantSource {

  private Instant now = Instant.parse("2024-03-01T08:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void move(Duration by) {
    now = now.plus(by);
  }
}
