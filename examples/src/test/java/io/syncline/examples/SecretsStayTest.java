package io.syncline.examples;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.jdbc.JdbcState;
import io.syncline.operate.InboxFilter;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of what a service is shown, and says again, nothing is kept. */
class SecretsStayTest {

  private static final String KEY = "planted-key-of-the-crm-4711";

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: %s
        failure: { code: /code, text: /text, fields: { items: /errors, field: /field, text: /text } }
      datasets:
        contacts:
          key: [id]
          version: { field: /etag }
          read: { one: "GET /contacts/{id}" }
          scan: { call: "GET /contacts", records: /items, page: { nextUrl: { from: /next } } }
          write:
            create: { call: "POST /contacts" }
            update: { call: "PATCH /contacts/{id}", ifVersion: { header: If-Match } }
      """;

  private static final String KEY_IN_QUERY = "{ apiKey: { query: key, value: \"${secret.crm}\" } }";

  private static final String REFRESH_TOKEN =
      "{ oauth2: { grant: refresh_token, token: /token, id: hub, refresh: \"${secret.crm}\" } }";

  /** What every token has in it. */
  private static final String PLANTED = "planted-token";

  private final Map<String, String> secrets =
      new ConcurrentHashMap<>(Map.of("crm", PLANTED + "-0-to-refresh"));
  private final AtomicInteger tokens = new AtomicInteger();
  @TempDir private Path folder;
  private final MemorySystem erp = new MemorySystem(InstantSource.system());
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name"));
  private HttpServer crm;

  @BeforeEach
  void start() throws IOException {
    crm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    crm.createContext("/contacts", SecretsStayTest::answer);
    crm.createContext("/token", this::giveTokens);
    crm.start();
  }

  @AfterEach
  void stop() {
    crm.stop(0);
  }

  @Test
  void whatAServiceEchoesIsInNoStateAndInNoJournal() throws IOException {
    assertNothingIsKept(hub(KEY_IN_QUERY, source -> source.secret("crm", KEY)), KEY);
  }

  @Test
  void refreshTokensAreKeptByTheHostAndNowhereElse() throws IOException {
    assertNothingIsKept(hub(REFRESH_TOKEN, source -> source), PLANTED);

    assertThat(tokens).hasValueGreaterThan(0);
    assertThat(secrets).containsEntry("crm", PLANTED + "-" + tokens + "-to-refresh");
  }

  private void assertNothingIsKept(Hub opened, String secret) throws IOException {
    customers.put("1", Map.of("name", "Ann"));
    StringBuilder shown = new StringBuilder();

    try (Hub hub = opened) {
      shown.append(hub.sync());
      customers.change("1", "name", "Anna");
      shown.append(hub.sync()).append(hub.sweep()).append(hub.health());
      shown.append(hub.inbox().list(InboxFilter.all(), 100));
      hub.exportJournal("customer", shown);
    }

    assertThat(shown.toString()).contains("refused for").doesNotContain(secret);
    List<String> kept = kept();
    assertThat(kept)
        .as("texts of the service are kept")
        .anyMatch(text -> text.contains("refused for"));
    assertThat(kept).allSatisfy(text -> assertThat(text).doesNotContain(secret));
  }

  /** A refresh token is good once, and a token for a blink of time. */
  private void giveTokens(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean good = form.contains(PLANTED + "-" + tokens + "-to-refresh");
    int next = tokens.incrementAndGet();
    String body =
        good
            ? "{\"access_token\": \"%s-%d\", \"expires_in\": 0, \"refresh_token\": \"%s-%d-to-refresh\"}"
                .formatted(PLANTED, next, PLANTED, next)
            : "{\"error\": \"invalid_grant\", \"error_description\": \"%s\"}".formatted(form);
    send(exchange, good ? 200 : 400, body);
  }

  /** Two pages, and a refusal of every write; each says again what it was shown. */
  private static void answer(HttpExchange exchange) throws IOException {
    String address = exchange.getRequestURI().toString();
    String said = "refused for " + address + exchange.getRequestHeaders().get("Authorization");
    boolean read = exchange.getRequestMethod().equals("GET");
    String body =
        read
            ? address.contains("page=2")
                ? "{\"items\": [{\"id\": \"8\", \"name\": \"Bob\", \"etag\": \"1\"}]}"
                : "{\"items\": [{\"id\": \"7\", \"name\": \"Ann\", \"etag\": \"1\"}], \"next\": \""
                    + address
                    + (address.contains("?") ? "&" : "?")
                    + "page=2\"}"
            : "{\"code\": \"%s\", \"text\": \"%s\", \"errors\": [{\"field\": \"name\", \"text\": \"%s\"}]}"
                .formatted(said, said, said);
    exchange.getRequestBody().readAllBytes();
    send(exchange, read ? 200 : 422, body);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Hub hub(String auth, UnaryOperator<HttpAdapter> more) throws IOException {
    Path manifest = Files.writeString(folder.resolve("crm.yaml"), MANIFEST.formatted(auth));
    return Hub.builder()
        .state(JdbcState.file(folder.resolve("state.db")))
        .secrets(name -> Optional.ofNullable(secrets.get(name)))
        .secretsWriter(secrets::put)
        .system(
            "crm",
            more.apply(
                HttpAdapter.manifest(manifest)
                    .setting("baseUrl", "http://127.0.0.1:" + crm.getAddress().getPort())))
        .system("erp", erp)
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", text(80))
                    .matchOn("name")
                    .in("crm", flow -> flow.dataset("contacts").map("name", "name"))
                    .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
        .build();
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("state.db"))
          .map(SecretsStayTest::content)
          .toList();
    }
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
