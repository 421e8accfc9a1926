package io.syncline.testkit.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only the test moves. */
final class TestClock implements InstantSource {

  private Instant now = Instant.parse("2024-03-01T08:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void move(Duration by) {
    now = now.plus(by);
  }
}
