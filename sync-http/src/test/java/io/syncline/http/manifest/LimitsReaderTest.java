package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.http.manifest.LimitsSpec.Budget;
import io.syncline.http.manifest.LimitsSpec.Concurrent;
import io.syncline.http.manifest.LimitsSpec.Daily;
import io.syncline.http.manifest.LimitsSpec.Learnable;
import io.syncline.http.manifest.LimitsSpec.LongCalls;
import io.syncline.http.manifest.LimitsSpec.Rate;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsReaderTest {

  @Test
  void budgetsOfAllKindsAreRead() {
    LimitsSpec limits =
        read("""
                - { key: account, rate: 100/10s, readsAtMost: 90% }
                - { key: account, concurrent: 20, longCalls: { over: 20s, concurrent: 25 } }
                - { key: day, rate: 250000/1d }
                - { key: date, daily: { calls: 15000, resets: "00:30 America/Los_Angeles" } }
                - { match: "POST /search", rate: 4/1s }
                - { match: "GET /contacts/{id}", cost: 5 }
                - { learnFrom: [RateLimit, X-RateLimit-*, Retry-After] }
                - { learnFrom: [Sforce-Limit-Info, X-HubSpot-RateLimit-Daily-*] }
                """)
            .limits();

    Optional<String> all = Optional.empty();
    assertThat(limits.budgets())
        .containsExactly(
            new Budget("account", all, List.of(new Rate(100, Duration.ofSeconds(10), 90))),
            new Budget(
                "account",
                all,
                List.of(new Concurrent(20, 80), new LongCalls(Duration.ofSeconds(20), 25, 80))),
            new Budget("day", all, List.of(new Rate(250000, Duration.ofDays(1), 80))),
            new Budget(
                "date",
                all,
                List.of(
                    new Daily(15000, LocalTime.of(0, 30), ZoneId.of("America/Los_Angeles"), 80))),
            new Budget(
                "POST /search",
                Optional.of("POST /search"),
                List.of(new Rate(4, Duration.ofSeconds(1), 80))));
    assertThat(limits.costs()).isEqualTo(Map.of("GET /contacts/{id}", 5));
    assertThat(limits.learned()).containsExactlyInAnyOrder(Learnable.values());
  }

  @Test
  void aBudgetMayBeSharedByADataSource() {
    assertThat(
            read("- { key: tenant, rate: 4/1s, concurrent: 2, shared: budgets }")
                .limits()
                .budgets())
        .containsExactly(
            new Budget(
                "tenant",
                Optional.empty(),
                List.of(new Rate(4, Duration.ofSeconds(1), 80), new Concurrent(2, 80)),
                Optional.of(new LimitsSpec.Shared("budgets", "connection.limits[0].shared"))));
  }

  @Test
  void withoutLimitsFourCallsAreUnderWayAndNothingIsRepeated() {
    ConnectionSpec connection = read("");

    assertThat(connection.limits().budgets())
        .containsExactly(new Budget("account", Optional.empty(), List.of(new Concurrent(4, 80))));
    assertThat(connection.retry().max()).isZero();
    assertThat(connection.retry().giveBackAfter()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aBudgetWithoutConcurrencyGetsFour() {
    assertThat(read("- { key: tenant, rate: 4/1s }").limits().budgets())
        .extracting(Budget::key, Budget::limits)
        .containsExactly(
            tuple("tenant", List.of(new Rate(4, Duration.ofSeconds(1), 80))),
            tuple("tenant", List.of(new Concurrent(4, 80))));
  }

  @Test
  void whatIsWrongIsToldWithItsLine() {
    assertThat(
            faults(
                """
                - { rate: 100 per second }
                - { rate: 0/1s, readsAtMost: 120% }
                - { longCalls: { over: 20s } }
                - { match: "POST /serch", rate: 4/1s }
                - { match: "POST /search" }
                - { cost: 5 }
                - { key: search, match: "POST /search", cost: 5 }
                - { readsAtMost: 50% }
                - { learnFrom: [RateLimits] }
                - { burst: 3 }
                - { daily: { calls: 0, resets: "24:00 UTC" } }
                - { daily: { resets: "00:00 America/Los_Angles" } }
                - { learnFrom: [Sforce-Limit-Info] }
                - { concurrent: 3, shared: budgets }
                """))
        .containsExactlyInAnyOrder(
            "connection.limits[0].rate: must be calls within a period such as 100/10s: 100 per"
                + " second (line 5)",
            "connection.limits[1].rate: must be calls within a period such as 100/10s: 0/1s"
                + " (line 6)",
            "connection.limits[1].readsAtMost: must be a share such as 80%: 120% (line 6)",
            "connection.limits[1].readsAtMost: must come with rate, daily, concurrent or longCalls"
                + " (line 6)",
            "connection.limits[2].longCalls.over: must be given with concurrent, as {over: 20s,"
                + " concurrent: 25} (line 7)",
            "connection.limits[3].match: must be a call of the manifest: POST /serch, did you mean"
                + " POST /search? (line 8)",
            "connection.limits[4].match: must come with rate, daily, concurrent, longCalls or"
                + " cost (line 9)",
            "connection.limits[5].match: must be given: a cost is that of one call (line 10)",
            "connection.limits[6].key: must come with rate, daily, concurrent or longCalls (line 11)",
            "connection.limits[7].readsAtMost: must come with rate, daily, concurrent or longCalls"
                + " (line 12)",
            "connection.limits[8].learnFrom: must be known headers: RateLimits, did you mean"
                + " RateLimit? (line 13)",
            "connection.limits[9].burst: must be a known key, one of [concurrent, cost, daily, key,"
                + " learnFrom, longCalls, match, rate, readsAtMost, shared] (line 14)",
            "connection.limits[10].daily.calls: must be a whole number of at least 1: 0 (line 15)",
            "connection.limits[10].daily.resets: must be a time and a zone such as 00:00"
                + " America/Los_Angeles: 24:00 UTC (line 15)",
            "connection.limits[11].daily.calls: must be given (line 16)",
            "connection.limits[11].daily.resets: must be a time and a zone such as 00:00"
                + " America/Los_Angeles: 00:00 America/Los_Angles (line 16)",
            "connection.limits[12].learnFrom: must come with a budget that has daily: it tells of a"
                + " day (line 17)",
            "connection.limits[13].shared: must come with rate or daily: concurrent and longCalls"
                + " are each process's own (line 18)");
  }

  @Test
  void repeatsAreRead() {
    String retry =
        "retry: { max: 5, backoff: { base: 1s, cap: 60s, jitter: none }, giveBackAfter: 2m }";

    assertThat(ManifestReader.read(manifest("").replace("limits: []", retry), Map.of()))
        .extracting(manifest -> manifest.connection().retry())
        .isEqualTo(
            new RetrySpec(
                5, Duration.ofSeconds(1), Duration.ofMinutes(1), false, Duration.ofMinutes(2)));
    assertThat(ManifestReader.read(manifest("").replace("limits: []", "retry: {}"), Map.of()))
        .extracting(manifest -> manifest.connection().retry())
        .isEqualTo(
            new RetrySpec(
                3, Duration.ofMillis(500), Duration.ofSeconds(10), true, Duration.ofSeconds(3)));
  }

  private static ConnectionSpec read(String limits) {
    return ManifestReader.read(manifest(limits), Map.of()).connection();
  }

  private static List<String> faults(String limits) {
    AdapterException.ConfigInvalid refused =
        catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () -> ManifestReader.read(manifest(limits), Map.of()));
    return refused.faults().stream().map(SettingFault::toString).toList();
  }

  private static String manifest(String limits) {
    return """
        adapter: http/v1
        connection:
          base: https://a.example
          limits:%s
        datasets:
          contacts:
            key: [id]
            read: { one: "GET /contacts/{id}" }
            scan: { call: "POST /search", records: /items }
        """
        .formatted(
            limits.isEmpty() ? " []" : ("\n" + limits.stripTrailing()).replace("\n", "\n    "));
  }
}
