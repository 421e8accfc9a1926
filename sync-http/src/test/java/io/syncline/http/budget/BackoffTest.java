package io.syncline.http.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.manifest.RetrySpec;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final long SEED = 4711;

  @Test
  void theLongestWaitDoublesUpToTheCap() {
    Backoff backoff = backoff(false);

    assertThat(backoff.before(0)).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.before(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.before(4)).isEqualTo(Duration.ofSeconds(8));
    assertThat(backoff.before(5)).isEqualTo(Duration.ofSeconds(10));
    assertThat(backoff.before(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void withFullJitterAWaitIsAnyUpToTheLongest() {
    Backoff backoff = backoff(true);

    double meanMillis = 0;
    for (int i = 0; i < 2000; i++) {
      Duration wait = backoff.before(2);
      assertThat(wait).as("seed=%d", SEED).isBetween(Duration.ZERO, Duration.ofSeconds(2));
      meanMillis += wait.toMillis() / 2000.0;
    }

    assertThat(meanMillis).as("seed=%d", SEED).isBetween(950.0, 1050.0);
  }

  private static Backoff backoff(boolean jitter) {
    return new Backoff(
        new RetrySpec(
            9, Duration.ofMillis(500), Duration.ofSeconds(10), jitter, Duration.ofMinutes(1)),
        new Random(SEED));
  }
}
