package io.syncline.http.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.manifest.LimitsSpec.Learnable;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {

  private static final Set<Learnable> ALL = EnumSet.allOf(Learnable.class);
  private static final Instant NOW = Instant.parse("2013-07-01T17:40:00Z");

  /** Its own examples, of revision 10: sections 4.2 and 5, and appendix A. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"default\";r=0;t=50 | 50",
        "\"problemPolicy\";r=0;t=10 | 10",
        "\"default\";r=50;t=30 | ",
        "\"default\";r=999;pk=:dHJpYWwxMjEzMjM=: | ",
        "quota;t=1 | ",
        "\"burst\";r=0;t=5, \"daily\";r=0;t=3600 | 3600",
        "\"burst\";r=9;t=5, \"daily\";r=0;t=3600 | 3600",
        "\"a, b\";r=0;t=7 | 7",
        "\"sliding\";q=12;r=0;t=1 | 1"
      })
  void theDraftAsAListOfPoliciesIsUnderstood(String field, Long seconds) {
    assertThat(spent("RateLimit", field)).isEqualTo(wait(seconds));
  }

  /** Revision 07, section 4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=100, remaining=0, reset=50 | 50",
        "limit=100,remaining=0,reset=50 | 50",
        "limit=100, remaining=50, reset=50 | "
      })
  void theDraftAsADictionaryIsUnderstood(String field, Long seconds) {
    assertThat(spent("RateLimit", field)).isEqualTo(wait(seconds));
  }

  /** Until revision 06, section 5. */
  @Test
  void theDraftAsThreeFieldsIsUnderstood() {
    assertThat(spent("RateLimit-Limit", "100", "RateLimit-Remaining", "0", "RateLimit-Reset", "50"))
        .contains(Duration.ofSeconds(50));
    assertThat(spent("RateLimit-Remaining", "50", "RateLimit-Reset", "50")).isEmpty();
  }

  /** The time is that of GitHub's documentation of its rate limits. */
  @ParameterizedTest
  @CsvSource({"3600, 3600", "1372700873, 473", "1372700873000, 473", "1372000000, 0"})
  void anOlderResetIsAWaitOrATime(String reset, Long seconds) {
    assertThat(spent("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset))
        .isEqualTo(wait(seconds));
    assertThat(spent("X-Rate-Limit-Remaining", "0", "X-Rate-Limit-Reset", reset))
        .isEqualTo(wait(seconds));
  }

  @Test
  void aTimeIsThatOfTheServicesClock() {
    assertThat(
            spent(
                "X-RateLimit-Remaining",
                "0",
                "X-RateLimit-Reset",
                "1372700873",
                "Date",
                "Mon, 01 Jul 2013 17:46:53 GMT"))
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void aWaitIsADayAtMost() {
    assertThat(spent("RateLimit", "\"x\";r=0;t=999999999999")).contains(Duration.ofDays(1));
  }

  @Test
  void onlyWhatIsToBeLearnedIs() {
    HttpHeaders headers =
        headers(
            "RateLimit", "\"x\";r=0;t=5", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "9");

    assertThat(RateLimitHeaders.spentFor(headers, Set.of(), NOW)).isEmpty();
    assertThat(RateLimitHeaders.spentFor(headers, Set.of(Learnable.RATE_LIMIT), NOW))
        .contains(Duration.ofSeconds(5));
    assertThat(RateLimitHeaders.spentFor(headers, Set.of(Learnable.X_RATE_LIMIT), NOW))
        .contains(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"soon | 0", "0 | soon", "-1 | 5", "'' | ''"})
  void whatCannotBeUnderstoodTellsNothing(String remaining, String reset) {
    assertThat(spent("X-RateLimit-Remaining", remaining, "X-RateLimit-Reset", reset)).isEmpty();
    assertThat(spent("RateLimit", "\"x\";r=" + remaining + ";t=" + reset)).isEmpty();
  }

  private static Optional<Duration> wait(Long seconds) {
    return Optional.ofNullable(seconds).map(Duration::ofSeconds);
  }

  private static Optional<Duration> spent(String... fields) {
    return RateLimitHeaders.spentFor(headers(fields), ALL, NOW);
  }

  private static HttpHeaders headers(String... fields) {
    Map<String, List<String>> all = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], List.of(fields[i + 1]));
    }
    return HttpHeaders.of(all, (name, value) -> true);
  }
}
