package io.syncline.http.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.manifest.LimitsSpec.Learnable;
import java.net.http.HttpHeaders;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

  private static final Set<Learnable> ALL = EnumSet.allOf(Learnable.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api-usage=18/5000 | 18 | 5000",
        "api-usage=10018/10000 | 10018 | 10000",
        "api-usage=25/5000; per-app-api-usage=17/250(appName=sample-app) | 25 | 5000",
      })
  void whatSalesforceTellsIsUnderstood(String text, long used, long limit) {
    assertThat(of(Map.of("Sforce-Limit-Info", text), ALL)).contains(new Usage(used, limit));
  }

  @ParameterizedTest
  @CsvSource({"per-app-api-usage=17/250", "api-usage=18", "api-usage=x/5000", "''"})
  void whatCannotBeUnderstoodTellsNothing(String text) {
    assertThat(of(Map.of("Sforce-Limit-Info", text), ALL)).isEmpty();
  }

  @Test
  void whatHubSpotTellsIsUnderstood() {
    Map<String, String> headers =
        Map.of(
            "X-HubSpot-RateLimit-Daily", "250000", "X-HubSpot-RateLimit-Daily-Remaining", "249900");

    assertThat(of(headers, ALL)).contains(new Usage(100, 250000));
    assertThat(of(Map.of("X-HubSpot-RateLimit-Daily", "250000"), ALL)).isEmpty();
  }

  @Test
  void onlyWhatIsLearnedCounts() {
    assertThat(of(Map.of("Sforce-Limit-Info", "api-usage=18/5000"), Set.of())).isEmpty();
    assertThat(
            of(Map.of("Sforce-Limit-Info", "api-usage=18/5000"), Set.of(Learnable.HUBSPOT_DAILY)))
        .isEmpty();
  }

  private static Optional<Usage> of(Map<String, String> headers, Set<Learnable> learned) {
    Map<String, List<String>> all =
        headers.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    return Usage.of(HttpHeaders.of(all, (name, value) -> true), learned);
  }
}
