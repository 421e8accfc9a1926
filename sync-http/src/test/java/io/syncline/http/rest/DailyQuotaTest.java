package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.HttpAdapter;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.WriteOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day's calls, between an adapter and a server that tells how many are used. */
class DailyQuotaTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        limits:
          - { key: account, daily: { calls: 10, resets: "00:00 America/Los_Angeles" } }
          - { learnFrom: [Sforce-Limit-Info] }
      datasets:
        contacts:
          key: [id]
          scan: { call: "GET /contacts", records: /items }
          write: { create: { call: "POST /contacts", answers: record } }
      """;

  private final Crm.Hand clock = new Crm.Hand();
  private final ScriptedServer server = new ScriptedServer();

  /** Of the clock's day. */
  private final Instant midnight = Instant.parse("2026-02-01T08:00:00Z");

  @TempDir private Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  private Adapter open() throws IOException {
    Path manifest = Files.writeString(folder.resolve("crm.yaml"), MANIFEST);
    return HttpAdapter.manifest(manifest)
        .setting("baseUrl", server.url())
        .open(AdapterContext.of(clock));
  }

  private void come(int status, String used, String body) {
    Map<String, String> headers =
        used.isEmpty() ? Map.of() : Map.of("Sforce-Limit-Info", "api-usage=" + used);
    server.answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void scan(Adapter adapter) {
    adapter
        .dataset(DatasetSpec.of("contacts"))
        .scanner()
        .orElseThrow()
        .start(new Limits(10, Duration.ofSeconds(20)));
  }

  private static WriteOutcome create(Adapter adapter, String id) {
    return adapter
        .dataset(DatasetSpec.of("contacts"))
        .writer()
        .orElseThrow()
        .write(List.of(Crm.create(id, "Ann")), Duration.ofSeconds(20))
        .get(0);
  }

  @Test
  void aDayThatIsUsedUpGoesBackUntilMidnightAndWritesHaveTheirShare() throws IOException {
    for (int i = 0; i < 8; i++) {
      come(200, "", "{\"items\":[]}");
    }
    for (int i = 0; i < 3; i++) {
      come(201, "", "{\"id\":\"" + i + "\"}");
    }
    try (Adapter adapter = open()) {
      for (int i = 0; i < 8; i++) {
        scan(adapter);
      }

      assertThatThrownBy(() -> scan(adapter))
          .isInstanceOfSatisfying(
              AdapterException.ReadThrottled.class,
              throttled -> assertThat(throttled.until()).isEqualTo(midnight))
          .hasMessage("GET /contacts had no room in budget account until " + midnight);
      assertThat(create(adapter, "w1")).isInstanceOf(WriteOutcome.Applied.class);
      assertThat(create(adapter, "w2")).isInstanceOf(WriteOutcome.Applied.class);
      assertThat(create(adapter, "w3")).isEqualTo(new WriteOutcome.Throttled(midnight, "account"));
      assertThat(server.asked()).hasSize(10);

      clock.move(Duration.between(clock.instant(), midnight));
      assertThat(create(adapter, "w3")).isInstanceOf(WriteOutcome.Applied.class);
    }
  }

  @Test
  void aProcessThatBeginsAnewKnowsAfterItsFirstAnswerWhatIsUsed() throws IOException {
    come(200, "9/10", "{\"items\":[]}");
    come(201, "10/10", "{\"id\":\"1\"}");
    try (Adapter adapter = open()) {
      scan(adapter);
      assertThatThrownBy(() -> scan(adapter)).isInstanceOf(AdapterException.ReadThrottled.class);
      assertThat(create(adapter, "w1")).isInstanceOf(WriteOutcome.Applied.class);
      assertThat(create(adapter, "w2")).isEqualTo(new WriteOutcome.Throttled(midnight, "account"));
    }
    assertThat(server.asked()).hasSize(2);
  }
}
