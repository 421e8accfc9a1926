package io.syncline.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls show who makes them, and go on when what shows it ends. */
class CredentialsTest {

  private static final Limits LIMITS = new Limits(100, Duration.ofSeconds(20));
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String SECRET = "secret-of-the-client-4711";
  private static final String OAUTH =
      "{ oauth2: { grant: client_credentials, token: /oauth/token, id: hub, secret: \"${secret.crm}\" } }";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final FakeSaas saas = FakeSaas.builder().clock(now::get).start();
  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    saas.close();
  }

  @Test
  void oneTokenServesAllCallsUntilShortlyBeforeItsEnd() {
    saas.access().client("hub", SECRET, LIFE);
    saas.dataset("contacts").create(Map.of("name", "Ann"));
    Dataset contacts = contacts(OAUTH);

    list(contacts);
    list(contacts);
    assertThat(saas.access().issued()).isEqualTo(1);

    now.set(now.get().plus(LIFE).minus(Duration.ofSeconds(30)));
    list(contacts);
    assertThat(saas.access().issued()).as("before the old one ends").isEqualTo(2);
  }

  @Test
  void credentialsOfTheClientMayGoInTheBody() {
    saas.access().client("hub", SECRET, LIFE);

    list(contacts(OAUTH.replace("id: hub", "client: body, id: hub")));

    assertThat(saas.access().issued()).isEqualTo(1);
  }

  @Test
  void idAndSecretOfAClientMayHoldAnything() {
    String secret = "50% of: a+b/ü";
    saas.access().client("hub:eu 1", secret, LIFE);

    list(contacts(saas.url().toString(), OAUTH.replace("id: hub", "id: \"hub:eu 1\""), secret));

    assertThat(saas.access().issued()).isEqualTo(1);
  }

  @Test
  void aTokenThatIsRefusedIsReplacedOnceAndTheCallRepeated() {
    saas.access().client("hub", SECRET, LIFE);
    Dataset contacts = contacts(OAUTH);
    list(contacts);
    saas.access().expireIssued();

    list(contacts);

    assertThat(saas.access().issued()).isEqualTo(2);
  }

  @Test
  void manyCallsAtOnceGetOneToken() throws Exception {
    saas.access().client("hub", SECRET, LIFE);
    Dataset contacts = contacts(OAUTH);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    opened.add(threads::shutdownNow);

    for (int round = 1; round <= 3; round++) {
      List<Future<Integer>> listed =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> list(contacts))).toList();
      for (Future<Integer> each : listed) {
        each.get();
      }
      assertThat(saas.access().issued()).isEqualTo(round);
      saas.access().expireIssued();
    }
  }

  @Test
  void aWriteWhoseTokenEndedIsSentOnceMoreAndHasOneEffect() {
    saas.access().client("hub", SECRET, LIFE);
    Dataset contacts = contacts(OAUTH);
    saas.access().expireIssuedAfter(3);

    List<WriteOutcome> outcomes = write(contacts, 20);

    assertThat(outcomes).allMatch(WriteOutcome.Applied.class::isInstance);
    assertThat(saas.effectiveWrites()).isEqualTo(20);
    assertThat(saas.access().issued()).isEqualTo(2);
  }

  @Test
  void wrongCredentialsOfTheClientFailTheCallWithTheServicesWord() {
    saas.access().client("hub", "another", LIFE);
    Dataset contacts = contacts(OAUTH);

    assertThatThrownBy(() -> list(contacts))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessage(
            "GET /contacts had no answer: no token: POST /oauth/token answered 401 invalid_client");
    assertThatThrownBy(() -> write(contacts, 2)).isInstanceOf(AdapterException.AuthFailed.class);
    assertThat(saas.effectiveWrites()).isZero();
  }

  @Test
  void aSourceOfTokensThatIsAwayIsUnreachableAndNothingWasDone() {
    saas.access().client("hub", SECRET, LIFE);
    Dataset contacts = contacts(OAUTH.replace("/oauth/token", "http://127.0.0.1:1/token"));

    assertThatThrownBy(() -> list(contacts)).isInstanceOf(AdapterException.Unreachable.class);
    assertThat(write(contacts, 1).get(0)).isInstanceOf(WriteOutcome.Unavailable.class);
  }

  @Test
  void aSessionIsOpenedByALogInAndAgainWhenItEnds() throws IOException {
    Scripted service = new Scripted();
    service.answer(200, "{\"sid\":\"first-session\",\"ttl\":60}");
    service.answer(200, "{\"items\":[]}");
    service.answer(401, "{}");
    service.answer(200, "{\"sid\":\"second-session\",\"ttl\":60}");
    service.answer(200, "{\"items\":[]}");
    Dataset contacts =
        contacts(
            service.url(),
            "{ session: { login: /login, fields: { user: hub, password: \"${secret.crm}\" },"
                + " token: /sid, lifeSeconds: /ttl, cookie: JSESSIONID } }");

    list(contacts);
    list(contacts);

    assertThat(service.asked)
        .containsExactly(
            "POST /login null {\"password\":\"" + SECRET + "\",\"user\":\"hub\"}",
            "GET /contacts JSESSIONID=first-session ",
            "GET /contacts JSESSIONID=first-session ",
            "POST /login null {\"password\":\"" + SECRET + "\",\"user\":\"hub\"}",
            "GET /contacts JSESSIONID=second-session ");
  }

  @Test
  void aKeyMayGoIntoACookie() throws IOException {
    Scripted service = new Scripted();
    service.answer(200, "{\"items\":[]}");

    list(contacts(service.url(), "{ apiKey: { cookie: key, value: \"${secret.crm}\" } }"));

    assertThat(service.asked).containsExactly("GET /contacts key=" + SECRET + " ");
  }

  @Test
  void aCallMaySignWhatItSends() throws IOException {
    Scripted service = new Scripted();
    service.answer(200, "{\"items\":[]}");

    list(
        contacts(
            service.url(),
            "{ sign: { secret: \"${secret.crm}\", over: \"{method} {path} {time}\","
                + " header: Cookie, value: \"t={time},s={signature}\" } }"));

    assertThat(service.asked)
        .containsExactly(
            "GET /contacts t=1769860800,"
                + "s=10876af74df109292599156ceaccb869083a6eb0a9c14f0e218f568c4e2ad06e ");
  }

  @Test
  void aTokenThatTheServiceEchoesIsBlottedOut() throws IOException {
    Scripted service = new Scripted();
    service.answer(200, "{\"access_token\":\"token-4711\",\"expires_in\":60}");
    service.answer(400, "{\"message\":\"bad token-4711\"}");

    assertThatThrownBy(() -> list(contacts(service.url(), OAUTH.replace("/oauth/token", "/token"))))
        .hasMessage("GET /contacts answered 400 HTTP 400: bad ***");
  }

  @Test
  void anAnswerWithoutATokenIsToldApart() throws IOException {
    Scripted service = new Scripted();
    service.answer(200, "{\"token_type\":\"Bearer\"}");
    service.answer(503, "");

    Dataset contacts = contacts(service.url(), OAUTH);

    assertThatThrownBy(() -> list(contacts))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessageEndingWith("POST /oauth/token answered 200 without /access_token");
    assertThatThrownBy(() -> list(contacts)).isInstanceOf(AdapterException.Unreachable.class);
  }

  /** Answers in turn, and remembers what it was asked: method, path, cookie, body. */
  private final class Scripted {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Map.Entry<Integer, String>> script = new CopyOnWriteArrayList<>();
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Scripted() throws IOException {
      server.createContext(
          "/",
          exchange -> {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Cookie")
                    + " "
                    + body);
            Map.Entry<Integer, String> next = script.remove(0);
            byte[] answer = next.getValue().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(next.getKey(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      opened.add(() -> server.stop(0));
    }

    void answer(int status, String body) {
      script.add(Map.entry(status, body));
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }
  }

  private Dataset contacts(String auth) {
    return contacts(saas.url().toString(), auth);
  }

  private Dataset contacts(String url, String auth) {
    return contacts(url, auth, SECRET);
  }

  private Dataset contacts(String url, String auth, String secret) {
    String manifest =
        """
        adapter: http/v1
        connection:
          base: %s
          auth: %s
          failure: { text: /message }
        datasets:
          contacts:
            key: [id]
            scan: { call: "GET /contacts", records: /items }
            write: { create: { call: "POST /contacts", answers: record, idempotency: { header: Idempotency-Key } } }
        """
            .formatted(url, auth);
    Path file = folder.resolve("crm.yaml");
    try {
      Files.writeString(file, manifest);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Adapter adapter =
        HttpAdapter.manifest(file).secret("crm", secret).open(AdapterContext.of(now::get));
    opened.add(adapter);
    return adapter.dataset(DatasetSpec.of("contacts"));
  }

  private static int list(Dataset dataset) {
    return dataset.scanner().orElseThrow().start(LIMITS).entries().size();
  }

  private static List<WriteOutcome> write(Dataset dataset, int count) {
    List<Write> writes =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Write(
                        "w" + i,
                        WriteKind.CREATE,
                        Optional.empty(),
                        Row.of("name", Value.of("Ann " + i)),
                        new Precondition.Absent(),
                        false))
            .toList();
    return dataset.writer().orElseThrow().write(writes, LIMITS.within());
  }
}
