package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Creates by a call that names the key, which would write over what is there. */
class NamedCreatesTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection: { base: "${settings.baseUrl}" }
      datasets:
        items:
          key: [sku]
          read: { one: "GET /items/{sku}" }
          scan: { call: "GET /items", records: /items }
          write:
            create: { call: "PUT /items/{sku}", ifNoneMatch: true }
      """;

  private static final String COMPARED =
      MANIFEST
          .replace(", ifNoneMatch: true", "")
          .replace("    write:\n", "    write:\n      compareBefore: true\n");

  @TempDir private Path folder;
  private final Map<String, String> items = new ConcurrentHashMap<>();
  private final AtomicBoolean heedsIfNoneMatch = new AtomicBoolean(true);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/items/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String sku = exchange.getRequestURI().getPath().substring("/items/".length());
    byte[] sent = exchange.getRequestBody().readAllBytes();
    String there = items.get(sku);
    if (exchange.getRequestMethod().equals("GET")) {
      answer(exchange, there == null ? 404 : 200, there == null ? "{}" : there);
      return;
    }
    boolean refused =
        there != null
            && heedsIfNoneMatch.get()
            && "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    if (!refused) {
      items.put(sku, new String(sent, StandardCharsets.UTF_8));
    }
    answer(exchange, refused ? 412 : 201, "{}");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Write create(boolean repeated) {
    return new Write(
        "w1",
        WriteKind.CREATE,
        Optional.empty(),
        Row.of(List.of("sku", "name"), Value.of("a1"), Value.of("ours")),
        new Precondition.Absent(),
        repeated);
  }

  private WriteOutcome write(String manifest, Write write) throws IOException {
    Path file = Files.writeString(folder.resolve("shop.yaml"), manifest);
    try (Adapter adapter =
        HttpAdapter.manifest(file)
            .setting("baseUrl", "http://127.0.0.1:" + server.getAddress().getPort())
            .open(AdapterContext.of(SystemClock.get()))) {
      Dataset dataset = adapter.dataset(DatasetSpec.of("items"));
      assertThat(dataset.capabilities().preconditions()).containsExactly(PreconditionKind.ABSENT);
      return dataset.writer().orElseThrow().write(List.of(write), Crm.PATIENCE).get(0);
    }
  }

  @Test
  void whatIsNewIsMade() throws IOException {
    for (String manifest : List.of(MANIFEST, COMPARED)) {
      assertThat(write(manifest, create(false))).isInstanceOf(WriteOutcome.Applied.class);
      assertThat(items.remove("a1")).contains("ours");
    }
  }

  @Test
  void whatIsThereIsADuplicateAndStays() throws IOException {
    items.put("a1", "{\"sku\":\"a1\",\"name\":\"theirs\"}");

    assertThat(write(MANIFEST, create(false))).isInstanceOf(WriteOutcome.Duplicate.class);

    heedsIfNoneMatch.set(false);
    assertThat(write(COMPARED, create(false)))
        .isInstanceOfSatisfying(
            WriteOutcome.Duplicate.class,
            duplicate -> assertThat(duplicate.key()).contains(NativeKey.of("a1")));
    assertThat(items.get("a1")).contains("theirs");
  }

  @Test
  void whatHasNoKeyIsRefused() throws IOException {
    Write without =
        new Write(
            "w1",
            WriteKind.CREATE,
            Optional.empty(),
            Row.of("name", Value.of("ours")),
            new Precondition.Absent(),
            false);

    assertThat(write(MANIFEST, without))
        .isInstanceOfSatisfying(
            WriteOutcome.Rejected.class,
            rejected ->
                assertThat(rejected.message()).isEqualTo("must have the fields of its key: [sku]"));
    assertThat(items).isEmpty();
  }

  @Test
  void aRepeatThatFindsWhatItMadeIsDone() throws IOException {
    heedsIfNoneMatch.set(false);
    items.put("a1", "{\"sku\":\"a1\",\"name\":\"ours\"}");

    assertThat(write(COMPARED, create(true))).isInstanceOf(WriteOutcome.Unchanged.class);
  }
}
