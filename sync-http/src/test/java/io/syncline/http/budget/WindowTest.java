package io.syncline.http.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  private static final Instant START = Hand.START;

  @ParameterizedTest
  @CsvSource({"1, PT1S, 1", "4, PT1S, 2", "100, PT10S, 3", "2500, P1D, 4"})
  void noMoreThanTheLimitBeginInAnyPeriod(int limit, Duration period, long seed) {
    Random random = new Random(seed);
    Window window = new Window(limit, period);
    List<Instant> begun = new ArrayList<>();
    Instant now = START;
    while (begun.size() < 4 * limit) {
      long most = random.nextInt(10) == 0 ? period.toNanos() : 2 * period.toNanos() / limit;
      now = now.plusNanos(random.nextLong(Math.max(1, most / 2)));
      Instant opens = window.opens(1, now);
      now = opens.isAfter(now) ? opens : now;
      window.add(1, now);
      begun.add(now);
    }

    for (int i = limit; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - limit), begun.get(i)))
          .as("seed=%d call=%d", seed, i)
          .isGreaterThanOrEqualTo(period);
    }
  }

  @Test
  void theWholeLimitMayBeginAtOnce() {
    Window window = new Window(3, Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      assertThat(window.opens(1, START)).isEqualTo(START);
      window.add(1, START);
    }

    assertThat(window.opens(1, START)).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  void itWaitsForSoManyAsACallCosts() {
    Window window = new Window(5, Duration.ofSeconds(10));
    window.add(3, START);
    window.add(2, START.plusSeconds(4));

    assertThat(window.opens(3, START.plusSeconds(5))).isEqualTo(START.plusSeconds(10));
    assertThat(window.opens(4, START.plusSeconds(5))).isEqualTo(START.plusSeconds(14));
  }

  @Test
  void whatCostsMoreThanTheLimitGoesAlone() {
    Window window = new Window(5, Duration.ofSeconds(10));
    window.add(1, START);

    assertThat(window.opens(8, START.plusSeconds(1))).isEqualTo(START.plusSeconds(10));
    assertThat(window.opens(8, START.plusSeconds(10))).isEqualTo(START.plusSeconds(10));
  }

  @Test
  void aClockThatIsPutBackStopsNothing() {
    Window window = new Window(1, Duration.ofHours(1));
    window.add(1, START);

    Instant before = START.minus(Duration.ofDays(1));
    assertThat(window.opens(1, before)).isEqualTo(before);
  }
}
