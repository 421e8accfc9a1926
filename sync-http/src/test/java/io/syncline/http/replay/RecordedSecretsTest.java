package io.syncline.http.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service says again, in every form, all that it was sent: none of it gets into a recording. */
class RecordedSecretsTest {

  private static final String SECRET = "planted \"secret\"/one+4711&é";
  private static final String PLAIN = "planted-secret-of-a-header-4711";
  private static final String GIVEN = "token-that-was-given-4711";

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
          "{ sign: { secret: \"${secret.one}\", over: \"{body}\", header: X-Code,"
              + " headers: { X-Key: \"${secret.two}\" } } }");

  @TempDir private Path folder;
  private final StringBuilder said = new StringBuilder();
  private volatile boolean compressed;
  private volatile boolean given;
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void noSecretIsInTheFileInAnyForm() throws IOException {
    for (boolean gzip : List.of(false, true)) {
      compressed = gzip;
      for (String auth : AUTH) {
        Path tape = recorded(auth);
        String text = Files.readString(tape) + texts(JsonMapper.shared().readTree(tape.toFile()));

        assertThat(text).as(auth).contains("you sent", "GET", "POST").doesNotContain("/token");
        for (String form : forms()) {
          assertThat(text).as(auth + " gzip=" + gzip).doesNotContain(form);
        }
      }
    }
    assertThat(forms())
        .as("every form was said by the service at least once")
        .allSatisfy(form -> assertThat(said.toString()).contains(form));
  }

  /** All texts as they are read, one a line. */
  private static String texts(JsonNode node) {
    if (node.isString()) {
      return node.asString() + "\n";
    }
    StringBuilder texts = new StringBuilder();
    node.values().forEach(each -> texts.append(texts(each)));
    return texts.toString();
  }

  /** Of each secret, parts of all the forms in which the service says it. */
  private static List<String> forms() {
    List<String> forms = new ArrayList<>();
    for (String secret : List.of(SECRET, PLAIN, GIVEN)) {
      forms.add(secret);
      forms.add(secret.substring(secret.length() - 6));
      forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
      String json = JsonMapper.shared().writeValueAsString(secret);
      forms.add(json.substring(1, json.length() - 1));
      forms.add(HexFormat.of().formatHex(bytes(secret)));
      for (String before : List.of("", "x", "xy")) {
        String code = Base64.getEncoder().withoutPadding().encodeToString(bytes(before + secret));
        forms.add(code.substring(4, code.length() - 4));
      }
    }
    return forms;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean token = exchange.getRequestURI().getPath().equals("/token");
    String sent = exchange.getRequestHeaders().values() + " " + exchange.getRequestURI() + body;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("you sent", sent);
    answer.put("items", List.of());
    if (token) {
      given = true;
      answer.put("access_token", GIVEN);
    }
    // A service knows what it was given before, and what it gave, whoever shows it now.
    List<String> secrets = given ? List.of(SECRET, PLAIN, GIVEN) : List.of(SECRET, PLAIN);
    StringBuilder more = new StringBuilder();
    for (String secret : secrets) {
      more.append(' ').append(URLEncoder.encode(secret, StandardCharsets.UTF_8));
      more.append(' ').append(HexFormat.of().formatHex(bytes(secret)));
      for (String before : List.of("", "x", "xy")) {
        more.append(' ').append(Base64.getEncoder().encodeToString(bytes(before + secret)));
        more.append(' ').append(Base64.getUrlEncoder().encodeToString(bytes(before + secret)));
      }
    }
    answer.put("secrets", secrets);
    answer.put("more", more.toString());
    answer.put("json", JsonMapper.shared().writeValueAsString(answer));
    String text = JsonMapper.shared().writeValueAsString(answer);
    said.append(text).append(SECRET);
    send(exchange, bytes(text), token);
  }

  private void send(HttpExchange exchange, byte[] plain, boolean token) throws IOException {
    byte[] body = plain;
    if (compressed && !token) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(plain);
      }
      body = packed.toByteArray();
      exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    }
    exchange.getResponseHeaders().add("Set-Cookie", "sid=" + GIVEN);
    exchange.getResponseHeaders().add("ETag", "\"" + PLAIN + "\"");
    exchange.getResponseHeaders().add("X-Echo", PLAIN);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A listing and a write, whatever comes of them. */
  private Path recorded(String auth) throws IOException {
    Path tape = folder.resolve("tape.har");
    given = false;
    Files.deleteIfExists(tape);
    // Both are secrets of the manifest, so both are known to be such.
    String manifest =
        """
        adapter: http/v1
        connection:
          base: http://127.0.0.1:%d
          auth: %s
          proxy: { host: none.example, port: 1, user: "${secret.one}", password: "${secret.two}", nonProxyHosts: ["127.0.0.1"] }
        datasets:
          contacts:
            key: [id]
            scan: { call: "GET /contacts", records: /items }
            write: { create: { call: "POST /contacts" } }
            codec: { decode: [gzip, json] }
        """
            .formatted(server.getAddress().getPort(), auth);
    HttpAdapter source =
        Tapes.manifest(folder, manifest).secret("one", SECRET).secret("two", PLAIN).record(tape);
    try (Adapter adapter = source.open(AdapterContext.of(InstantSource.system()))) {
      Dataset contacts = adapter.dataset(DatasetSpec.of("contacts"));
      Limits limits = new Limits(10, Duration.ofSeconds(20));
      assertThat(contacts.scanner().orElseThrow().start(limits).entries()).isEmpty();
      contacts.writer().orElseThrow().write(List.of(create()), limits.within());
    } catch (AdapterException e) {
      throw new AssertionError(auth, e);
    }
    return tape;
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
