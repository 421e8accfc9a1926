package io.syncline.http.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.WriteOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on the way, as two servers play it that nobody here made. */
class WireFaultsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Limits PAGE = new Limits(100, PATIENCE);
  private static final String RECORD = "{\"id\":\"1\",\"name\":\"Ann\"}";
  private static final String LIST = "{\"items\":[" + RECORD + "]}";

  private static final String PLAIN = "create: { call: \"POST /contacts\", answers: record }";
  private static final String KNOWN =
      "create: { call: \"POST /contacts\", answers: record, idempotency: { header:"
          + " Idempotency-Key } }";

  /** What a server does to a connection. */
  private enum Broken {
    CLOSED_BEFORE_THE_REQUEST,
    CLOSED_WITHIN_THE_REQUEST,
    CLOSED_BEFORE_THE_ANSWER,
    CLOSED_WITHIN_THE_BODY,
    CLOSED_WITHIN_A_CHUNK,
    SILENT_BEFORE_THE_ANSWER,
    SILENT_WITHIN_THE_BODY,
    DRIPPING;

    MockResponse response(String body) {
      MockResponse.Builder good = good(body).newBuilder();
      SocketEffect close = new SocketEffect.CloseSocket();
      SocketEffect stall = SocketEffect.Stall.INSTANCE;
      return switch (this) {
        case CLOSED_BEFORE_THE_REQUEST -> good.onRequestStart(close).build();
        case CLOSED_WITHIN_THE_REQUEST -> good.onRequestBody(close).build();
        case CLOSED_BEFORE_THE_ANSWER -> good.onResponseStart(close).build();
        case CLOSED_WITHIN_THE_BODY -> good.onResponseBody(close).build();
        case CLOSED_WITHIN_A_CHUNK -> good.chunkedBody(body, 7).onResponseBody(close).build();
        case SILENT_BEFORE_THE_ANSWER -> good.onResponseStart(stall).build();
        case SILENT_WITHIN_THE_BODY -> good.onResponseBody(stall).build();
        case DRIPPING -> good.throttleBody(1, 1, TimeUnit.SECONDS).build();
      };
    }

    Class<? extends AdapterException> told() {
      return switch (this) {
        case SILENT_BEFORE_THE_ANSWER, SILENT_WITHIN_THE_BODY, DRIPPING ->
            AdapterException.DeadlineExceeded.class;
        default -> AdapterException.Unreachable.class;
      };
    }
  }

  @TempDir private Path folder;
  private final MockWebServer server = new MockWebServer();
  private final WireMockServer wire = new WireMockServer(options().dynamicPort());

  @AfterEach
  void stop() {
    server.close();
    wire.stop();
  }

  private static MockResponse good(String body) {
    return new MockResponse.Builder()
        .code(200)
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private Adapter open(int port, String create) throws IOException {
    String manifest =
        """
        adapter: http/v1
        connection:
          base: "${settings.baseUrl}"
          timeouts: { headers: 500ms, body: 500ms, call: 2s }
          retry: { max: 1, backoff: { base: 10ms } }
        datasets:
          contacts:
            key: [id]
            read: { one: "GET /contacts/{id}" }
            scan: { call: "GET /contacts", records: /items }
            write: { %s }
        """
            .formatted(create);
    return HttpAdapter.manifest(Files.writeString(folder.resolve("crm.yaml"), manifest))
        .setting("baseUrl", "http://127.0.0.1:" + port)
        .open(AdapterContext.of(SystemClock.get()));
  }

  private static Dataset contacts(Adapter adapter) {
    return adapter.dataset(DatasetSpec.of("contacts"));
  }

  private static void read(Adapter adapter) {
    contacts(adapter).pointReader().orElseThrow().read(List.of(NativeKey.of("1")), PATIENCE);
  }

  private static int listed(Adapter adapter) {
    return contacts(adapter).scanner().orElseThrow().start(PAGE).entries().size();
  }

  private static WriteOutcome create(Adapter adapter) {
    return contacts(adapter)
        .writer()
        .orElseThrow()
        .write(List.of(Crm.create("w1", "Ann")), PATIENCE)
        .get(0);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOSED_WITHIN_THE_REQUEST")
  void aReadThatBreaksOffAgainAndAgainFailsAndShowsNothing(Broken broken) throws IOException {
    for (int i = 0; i < 20; i++) { // Java sends some of them again by itself
      server.enqueue(broken.response(LIST));
    }
    server.start();
    try (Adapter adapter = open(server.getPort(), PLAIN)) {
      assertThatThrownBy(() -> listed(adapter)).isInstanceOf(broken.told());
      assertThatThrownBy(() -> read(adapter)).isInstanceOf(broken.told());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWriteThatBreaksOffIsSentOnceAndInDoubt(Broken broken) throws Exception {
    server.enqueue(broken.response(RECORD));
    server.enqueue(good(RECORD));
    server.start();
    try (Adapter adapter = open(server.getPort(), PLAIN)) {
      assertThat(create(adapter)).isInstanceOf(WriteOutcome.Unknown.class);
      assertThat(server.getRequestCount()).isLessThanOrEqualTo(1);
    }
  }

  /** A server that drips reads so too, and would not get to the second request. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DRIPPING")
  void aWriteThatTheServiceKnowsAgainIsSentAgainUnderTheSameKey(Broken broken) throws Exception {
    server.enqueue(broken.response(RECORD));
    server.enqueue(good(RECORD));
    server.start();
    try (Adapter adapter = open(server.getPort(), KNOWN)) {
      assertThat(create(adapter)).isInstanceOf(WriteOutcome.Applied.class);
      List<String> keys =
          Stream.generate(this::taken)
              .limit(server.getRequestCount())
              .filter(request -> request.getHeaders().size() > 0) // it was read
              .map(request -> request.getHeaders().get("Idempotency-Key"))
              .toList();
      assertThat(keys).isNotEmpty().doesNotContainNull();
      assertThat(keys.stream().distinct()).hasSize(1);
    }
  }

  private RecordedRequest taken() {
    try {
      return server.takeRequest();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoAnswerIsToldOfAReadAndInDoubtOfAWrite(Fault fault) throws IOException {
    wire.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));
    wire.start();
    try (Adapter adapter = open(wire.port(), PLAIN)) {
      assertThatThrownBy(() -> listed(adapter)).isInstanceOf(AdapterException.Unreachable.class);
      assertThatThrownBy(() -> read(adapter)).isInstanceOf(AdapterException.Unreachable.class);
      wire.resetRequests();
      assertThat(create(adapter)).isInstanceOf(WriteOutcome.Unknown.class);
      assertThat(wire.getAllServeEvents()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterOneSuchAnswerAReadGoesOn(Fault fault) throws IOException {
    answersOnce(aResponse().withFault(fault), okJson(LIST));
    wire.start();
    try (Adapter adapter = open(wire.port(), PLAIN)) {
      assertThat(listed(adapter)).isEqualTo(1);
    }
  }

  private void answersOnce(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
    wire.stubFor(
        any(anyUrl())
            .inScenario("once")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(first)
            .willSetStateTo("again"));
    wire.stubFor(any(anyUrl()).inScenario("once").whenScenarioStateIs("again").willReturn(then));
  }

  @Test
  void aWriteWhoseAnswerDripsIsSentAgainUnderTheSameKey() throws IOException {
    answersOnce(okJson(RECORD).withChunkedDribbleDelay(5, 20_000), okJson(RECORD));
    wire.start();
    try (Adapter adapter = open(wire.port(), KNOWN)) {
      assertThat(create(adapter)).isInstanceOf(WriteOutcome.Applied.class);
      assertThat(wire.getAllServeEvents())
          .hasSize(2)
          .extracting(event -> event.getRequest().getHeader("Idempotency-Key"))
          .doesNotContainNull()
          .containsOnly(wire.getAllServeEvents().get(0).getRequest().getHeader("Idempotency-Key"));
    }
  }

  @Test
  void anAnswerInPiecesIsAnAnswer() throws IOException {
    wire.stubFor(any(anyUrl()).willReturn(okJson(LIST).withChunkedDribbleDelay(5, 100)));
    wire.start();
    try (Adapter adapter = open(wire.port(), PLAIN)) {
      assertThat(listed(adapter)).isEqualTo(1);
    }
  }

  @Test
  void anAnswerInPiecesThatLastsTooLongIsNone() throws IOException {
    wire.stubFor(any(anyUrl()).willReturn(okJson(LIST).withChunkedDribbleDelay(5, 20_000)));
    wire.start();
    try (Adapter adapter = open(wire.port(), PLAIN)) {
      assertThatThrownBy(() -> listed(adapter))
          .isInstanceOf(AdapterException.DeadlineExceeded.class);
    }
  }
}
