package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The examples are those of RFC 9110, section 10.2.3. */
class RetryAfterTest {

  private static final Instant NOW = Instant.parse("1999-12-31T23:58:00Z");
  private static final String DATE = "Fri, 31 Dec 1999 23:59:59 GMT";

  @Test
  void secondsCountFromNow() {
    assertThat(until("Retry-After", "120")).isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void aDateIsWaitedForByOurClock() {
    assertThat(until("Retry-After", DATE)).isEqualTo(Instant.parse("1999-12-31T23:59:59Z"));
  }

  @Test
  void aDateIsThatOfTheServicesClock() {
    assertThat(until("Retry-After", DATE, "Date", "Fri, 31 Dec 1999 23:59:29 GMT"))
        .isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void aDateThatIsPastIsNow() {
    assertThat(until("Retry-After", "Fri, 31 Dec 1999 23:00:00 GMT")).isEqualTo(NOW);
  }

  @Test
  void aWaitIsADayAtMost() {
    assertThat(until("Retry-After", "999999999")).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void withoutOneThatCanBeReadItIsFiveSeconds() {
    assertThat(until()).isEqualTo(NOW.plusSeconds(5));
    assertThat(until("Retry-After", "soon")).isEqualTo(NOW.plusSeconds(5));
  }

  private static Instant until(String... fields) {
    Map<String, List<String>> all = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], List.of(fields[i + 1]));
    }
    return RetryAfter.until(HttpHeaders.of(all, (name, value) -> true), NOW);
  }
}
