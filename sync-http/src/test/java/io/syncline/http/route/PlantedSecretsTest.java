package io.syncline.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.http.HttpAdapter;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.SecretsWriter;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that says again all that it was sent gets no secret into any text of ours. */
class PlantedSecretsTest {

  private static final Map<String, String> SECRETS =
      Map.of(
          "one", "planted secret/one+4711",
          "two", "planted-secret-two-4711",
          "proxy", "planted-secret-of-the-proxy");

  /** The host's, which alone can keep another. */
  private static final String FIRST_REFRESH = "planted-refresh-token-4711";

  /** So much of a secret is as good as all of it. */
  private static final int PART = 12;

  private static final List<String> AUTH =
      List.of(
          "{ bearer: \"${secret.two}\" }",
          "{ basic: { user: hub, password: \"${secret.one}\" } }",
          "{ apiKey: { header: X-Key, value: \"${secret.two}\" } }",
          "{ apiKey: { query: key, value: \"${secret.one}\" } }",
          "{ apiKey: { cookie: key, value: \"${secret.two}\" } }",
          "{ oauth2: { token: /token, id: hub, secret: \"${secret.one}\" } }",
          "{ oauth2: { token: /token, id: hub, secret: \"${secret.one}\", client: body } }",
          "{ session: { login: /token, fields: { password: \"${secret.one}\" },"
              + " token: /access_token, cookie: sid } }",
          "{ oauth2: { grant: refresh_token, token: /token, id: hub, secret: \"${secret.one}\","
              + " refresh: \"${secret.refresh}\" } }",
          "{ sign: { secret: \"${secret.one}\", over: \"{body}\", header: X-Code,"
              + " headers: { X-Key: \"${secret.two}\" } } }");

  @TempDir private Path folder;
  private final EchoServer service = new EchoServer();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    System.setErr(before);
    service.close();
  }

  @Test
  void whatIsEchoedIsBlottedWhereverItStands() throws IOException {
    for (String auth : AUTH) {
      for (int status : List.of(200, 400, 401, 403, 409, 500)) {
        service.status(status);
        assertClean(auth + " " + status, shown("auth: " + auth));
      }
    }
  }

  @Test
  void whatIsCutIsBlottedBefore() throws IOException {
    for (String auth : AUTH) {
      for (int padding = 300; padding < 500; padding += 7) {
        service.padding(padding);
        assertClean(auth + " " + padding, shown("auth: " + auth));
      }
    }
  }

  @Test
  void aRefusalOfATokenSaysNothingOfIt() throws IOException {
    for (int padding = 0; padding < 200; padding += 7) {
      service.padding(padding);
      for (int status : List.of(400, 401, 503)) {
        service.tokenStatus(status);
        for (String auth : AUTH.subList(5, 9)) {
          assertClean(auth + " " + status, shown("auth: " + auth));
        }
      }
    }
  }

  @Test
  void whatNoHeaderMayHoldIsNotShownEither() throws IOException {
    Map<String, String> broken = Map.of("two", "planted-secret-two-4711\n");

    List<String> texts = shown("auth: { bearer: \"${secret.two}\" }", broken);

    assertThat(texts).anyMatch(text -> text.contains("must hold what a header may hold"));
    assertClean("a line break", texts);
  }

  @Test
  void whoWeAreToAProxyStaysThere() throws IOException {
    try (ConnectProxy proxy = ConnectProxy.asking("Basic of-somebody-else")) {
      String through =
          "proxy: { host: 127.0.0.1, port: %d, user: hub, password: \"${secret.proxy}\" }";
      assertClean("proxy", shown(through.formatted(proxy.port())));
    }
  }

  private void assertClean(String what, List<String> texts) {
    List<String> all = new ArrayList<>(texts);
    all.add(printed.toString(StandardCharsets.UTF_8));
    List<String> secrets = new ArrayList<>(SECRETS.values());
    secrets.addAll(List.of(EchoServer.GIVEN, EchoServer.REFRESH, FIRST_REFRESH));
    for (String secret : secrets) {
      String basic = base64("hub:" + secret);
      String client = base64("hub:" + URLEncoder.encode(secret, StandardCharsets.UTF_8));
      assertThat(all)
          .as(what)
          .allSatisfy(
              text ->
                  assertThat(text)
                      .doesNotContain(secret.substring(0, PART))
                      .doesNotContain(secret.substring(0, PART).replace(" ", "%20"))
                      .doesNotContain(secret.substring(0, PART).replace(" ", "+"))
                      .doesNotContain(client.substring(0, client.length() / 2))
                      .doesNotContain(basic.substring(0, basic.length() / 2)));
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> shown(String connection) throws IOException {
    return shown(connection, SECRETS);
  }

  /** All that an adapter shows of itself, of a listing, and of a write. */
  private List<String> shown(String connection, Map<String, String> secrets) throws IOException {
    HttpAdapter source = HttpAdapter.manifest(manifest(connection));
    for (var secret : secrets.entrySet()) {
      source = source.secret(secret.getKey(), secret.getValue());
    }
    List<String> texts = new ArrayList<>(List.of(source.toString()));
    try (Adapter adapter = source.open(new Host())) {
      var dataset = adapter.dataset(DatasetSpec.of("contacts"));
      texts.add(adapter.toString());
      texts.add(dataset.toString());
      texts.add(adapter.probe(Adapter.Probe.DEEP, Opened.LIMITS.within()).toString());
      texts.add(trace(() -> dataset.scanner().orElseThrow().start(Opened.LIMITS)));
      texts.add(
          trace(
              () ->
                  texts.add(
                      dataset
                          .writer()
                          .orElseThrow()
                          .write(List.of(create()), Opened.LIMITS.within())
                          .toString())));
    }
    return texts;
  }

  /** Keeps refresh tokens, and is clumsy: its first failure says what it should have kept. */
  private static final class Host implements AdapterContext {

    private final AtomicReference<String> refresh = new AtomicReference<>(FIRST_REFRESH);
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    public Optional<String> secret(String name) {
      return name.equals("refresh") ? Optional.of(refresh.get()) : Optional.empty();
    }

    @Override
    public Optional<SecretsWriter> secretsWriter() {
      return Optional.of(
          (name, value) -> {
            if (asked.incrementAndGet() == 1) {
              throw new IllegalStateException("cannot keep " + value);
            }
            refresh.set(value);
          });
    }

    @Override
    public Optional<DataSource> dataSource(String name) {
      return Optional.empty();
    }
  }

  private static Write create() {
    return new Write(
        "w-1",
        WriteKind.CREATE,
        Optional.empty(),
        Row.of("name", Value.of("Ann")),
        new Precondition.Absent(),
        false);
  }

  /** A failure with all its causes; empty where there is none. */
  private static String trace(ThrowingCallable call) {
    StringWriter text = new StringWriter();
    Optional.ofNullable(catchThrowable(call))
        .ifPresent(failure -> failure.printStackTrace(new PrintWriter(text, true)));
    return text.toString();
  }

  private Path manifest(String connection) throws IOException {
    return Files.writeString(
        folder.resolve("contacts.yaml"),
        """
        adapter: http/v1
        connection:
          base: %s
          failure:
            code: /code
            text: /message
            fields: { items: /errors, field: /field, text: /message }
        %s
        datasets:
          contacts:
            key: [id]
            version: { field: /etag }
            scan: { call: "GET /contacts", records: /items }
            write:
              create: { call: "POST /contacts" }
        """
            .formatted(service.url(), connection.indent(2)));
  }
}
