package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.http.json.Json;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.Applied;
import io.syncline.spi.WriteOutcome.Duplicate;
import io.syncline.spi.WriteOutcome.Rejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Batches that are refused as a whole, for one of their writes, and nobody says for which. */
class SharedRefusalTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: "${settings.baseUrl}"
        failure: { text: /message }
      datasets:
        contacts:
          key: [id]
          scan: { call: "GET /contacts", records: /items }
          write:
            batch:
              call: "POST /batch"
              records: /inputs
              atomic: true
              item: { reference: /ref, kind: { create: create, update: update, at: /op }, key: { id: /id } }
              result: { items: /results, by: /ref, status: /status }
      """;

  @TempDir private Path folder;
  private HttpServer server;
  private Adapter adapter;
  private final List<Integer> sizes = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private int most = 1_000;
  private int otherwise;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/batch", this::answer);
    server.start();
    open(MANIFEST);
  }

  private void open(String manifest) throws IOException {
    adapter =
        HttpAdapter.manifest(Files.writeString(folder.resolve("crm.yaml"), manifest))
            .setting("baseUrl", "http://127.0.0.1:" + server.getAddress().getPort())
            .open(AdapterContext.of(SystemClock.get()));
  }

  private void openOther(String manifest) throws IOException {
    adapter.close();
    open(manifest);
  }

  @AfterEach
  void stop() {
    adapter.close();
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    JsonNode inputs =
        Json.parse(exchange.getRequestBody().readAllBytes()).orElseThrow().path("inputs");
    sizes.add(inputs.size());
    ObjectNode answer = Json.object();
    int status = refusal(inputs);
    if (status < 300) {
      ArrayNode results = answer.putArray("results");
      for (JsonNode input : inputs) {
        made.add(input.path("name").asString());
        results
            .addObject()
            .put("ref", input.path("ref").asString())
            .put("status", 201)
            .put("id", "r" + made.size());
      }
    } else {
      answer.put("message", "refused with " + status);
    }
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int refusal(JsonNode inputs) {
    int status = inputs.size() > most ? 413 : otherwise == 0 ? 200 : otherwise;
    for (JsonNode input : inputs) {
      String name = input.path("name").asString();
      status = name.equals("bad") ? 422 : name.equals("taken") ? 409 : status;
    }
    return status;
  }

  private List<WriteOutcome> create(List<String> names) {
    return write(
        IntStream.range(0, names.size()).mapToObj(i -> Crm.create("w" + i, names.get(i))).toList());
  }

  private List<WriteOutcome> write(List<Write> writes) {
    return adapter
        .dataset(DatasetSpec.of("contacts"))
        .writer()
        .orElseThrow()
        .write(writes, Crm.PATIENCE);
  }

  private static List<String> names(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> "n" + i).toList());
  }

  @Test
  void theOthersAreWrittenAndTheOneThatIsToBlameIsFoundByHalves() {
    List<String> names = names(100);
    names.set(37, "bad");

    List<WriteOutcome> outcomes = create(names);

    assertThat(outcomes.get(37)).isEqualTo(new Rejected("HTTP 422", "refused with 422", List.of()));
    assertThat(outcomes.stream().filter(Applied.class::isInstance)).hasSize(99);
    names.remove(37);
    assertThat(made).containsExactlyInAnyOrderElementsOf(names);
    assertThat(sizes).hasSizeLessThanOrEqualTo(15).startsWith(100, 50, 50);
  }

  @Test
  void oneThatIsLeftAloneIsJudgedAsIfItHadBeenSentAlone() {
    List<String> names = names(3);
    names.set(1, "taken");

    List<WriteOutcome> outcomes = create(names);

    assertThat(outcomes.get(0)).isInstanceOf(Applied.class);
    assertThat(outcomes.get(1)).isInstanceOf(Duplicate.class);
    assertThat(outcomes.get(2)).isInstanceOf(Applied.class);
  }

  @Test
  void aBatchThatIsTooLargeGoesInPartsThatAreNot() {
    most = 30;

    assertThat(create(names(100))).allMatch(Applied.class::isInstance);
    assertThat(sizes).containsExactlyInAnyOrder(100, 50, 50, 25, 25, 25, 25);
  }

  @Test
  void whatIsWrongWithTheCallItselfIsAskedOnce() {
    for (int status : List.of(404, 405, 406, 415)) {
      otherwise = status;
      sizes.clear();

      assertThat(create(names(10))).allMatch(Rejected.class::isInstance);
      assertThat(sizes).as("status " + status).containsExactly(10);
    }
  }

  @Test
  void refusedCredentialsAmidEndIt() {
    List<String> names = names(4);
    names.set(0, "bad");
    otherwise = 401;

    assertThatThrownBy(() -> create(names)).isInstanceOf(AdapterException.AuthFailed.class);
    assertThat(sizes).as("and no fourths").containsExactlyInAnyOrder(4, 2, 2);
  }

  @Test
  void createsThatMayBeMadeAreNotSentAgain() throws IOException {
    openOther(MANIFEST.replace("        atomic: true\n", ""));

    assertThat(create(List.of("n1", "bad"))).allMatch(Rejected.class::isInstance);
    assertThat(sizes).containsExactly(2);
  }

  @Test
  void createsThatTheServiceKnowsAreSentAgainAndSoAreUpdates() throws IOException {
    String manifest = MANIFEST.replace("        atomic: true\n", "");
    openOther(manifest);

    List<WriteOutcome> updated =
        write(List.of(update("w1", "n1"), update("w2", "bad"), update("w3", "n3")));

    assertThat(updated.get(0)).isInstanceOf(Applied.class);
    assertThat(updated.get(1)).isInstanceOf(Rejected.class);
    assertThat(updated.get(2)).isInstanceOf(Applied.class);

    openOther(manifest.replace("reference: /ref,", "reference: /ref, idempotency: /ref,"));

    List<WriteOutcome> created = create(List.of("n1", "bad"));

    assertThat(created.get(0)).isInstanceOf(Applied.class);
    assertThat(created.get(1)).isInstanceOf(Rejected.class);
  }

  private static Write update(String id, String name) {
    return new Write(
        id,
        WriteKind.UPDATE,
        Optional.of(NativeKey.of("r" + id)),
        Row.of("name", Value.of(name)),
        new Precondition.Exists(),
        false);
  }

  @Test
  void eachIsRefusedByItselfWhereAllAreBad() {
    List<WriteOutcome> outcomes = create(IntStream.range(0, 8).mapToObj(i -> "bad").toList());

    assertThat(outcomes).hasSize(8).allMatch(Rejected.class::isInstance);
    assertThat(sizes).hasSize(15);
  }
}
