package io.syncline.http.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.http.HttpAdapterProvider;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.Precondition;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Settings;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayerTest {

  private static final Limits LIMITS = new Limits(10, Duration.ofSeconds(20));
  private static final Pattern REFERENCE = Pattern.compile("\"ref\":\"([^\"]*)\"");
  private static final Charset GBK = Charset.forName("GBK");

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: %s
        auth: { bearer: "${secret.crm}" }
        retry: { max: 2, backoff: { base: 1ms, cap: 2ms } }
      datasets:
        contacts:
          key: [id]
          read: { one: "GET /contacts/{id}" }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { nextUrl: { from: /next } }
          write:
            batch:
              call: "POST /batch"
              records: /inputs
              item: { reference: /ref, kind: { at: /op, create: create, update: update, delete: delete }, key: { id: /id }, fields: /fields }
              result: { items: /results, by: /ref, status: /status, record: /record }
          codec: { decode: [gzip, "charset:auto", json] }
      """;

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private Path tape;

  @BeforeEach
  void listen() throws IOException {
    tape = folder.resolve("tape.har");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/contacts", this::list);
    server.createContext("/v1/batch", this::batch);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  /** Two pages, the second by an address of its own, packed, and in GBK. */
  private void list(HttpExchange exchange) throws IOException {
    int count = asked.incrementAndGet();
    if (count == 1) { // is sent again at once
      exchange.getResponseHeaders().add("Retry-After", "0");
      send(exchange, 503, "{}".getBytes(StandardCharsets.UTF_8));
      return;
    }
    boolean first = !exchange.getRequestURI().toString().contains("page=2");
    String text =
        first
            ? "{\"items\":[{\"id\":1,\"name\":\"李雷\"}],\"next\":\"%s/contacts?page=2\"}"
                .formatted(base().replace("/", "\\/"))
            : "{\"items\":[{\"id\":2,\"name\":\"count %d\"}]}".formatted(count);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=GBK");
    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(GBK));
    }
    send(exchange, 200, packed.toByteArray());
  }

  /** Says the references again, the last one first. */
  private void batch(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    List<String> references =
        REFERENCE.matcher(body).results().map(found -> found.group(1)).toList();
    StringBuilder results = new StringBuilder();
    for (int i = references.size() - 1; i >= 0; i--) {
      results
          .append(results.isEmpty() ? "" : ",")
          .append(
              "{\"ref\":\"%s\",\"status\":201,\"record\":{\"id\":%d}}"
                  .formatted(references.get(i), 100 + i));
    }
    send(exchange, 200, ("{\"results\":[" + results + "]}").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private HttpAdapter at(String base) {
    return Tapes.manifest(folder, MANIFEST.formatted(base));
  }

  private Adapter recording() {
    return open(at(base()).secret("crm", "token").record(tape));
  }

  /** Neither the service nor the secret is there. */
  private Adapter replaying() {
    server.stop(0);
    return open(at("https://crm.example/v1").replay(tape));
  }

  private static Adapter open(HttpAdapter source) {
    return source.open(AdapterContext.of(InstantSource.system()));
  }

  private static Dataset contacts(Adapter adapter) {
    return adapter.dataset(DatasetSpec.of("contacts"));
  }

  private static String listed(Adapter adapter) {
    ScanPage page = contacts(adapter).scanner().orElseThrow().start(LIMITS);
    StringBuilder all = new StringBuilder(page.entries().toString());
    while (page.next().isPresent()) {
      page = contacts(adapter).scanner().orElseThrow().resume(page.next().get(), LIMITS);
      all.append(page.entries());
    }
    return all.toString();
  }

  private static List<WriteOutcome> created(Adapter adapter, String... names) {
    return contacts(adapter)
        .writer()
        .orElseThrow()
        .write(Stream.of(names).map(ReplayerTest::create).toList(), LIMITS.within());
  }

  private static Write create(String name) {
    return new Write(
        UUID.randomUUID().toString(),
        WriteKind.CREATE,
        Optional.empty(),
        Row.of(Map.of("name", Value.of(name), "email", Value.of(name + "@crm.example"))),
        new Precondition.Absent(),
        false);
  }

  @Test
  void packedPagesInAnyCharsetThatLeadToEachOtherAreReplayedAtAnotherAddress() {
    String first;
    String second;
    try (Adapter adapter = recording()) {
      first = listed(adapter);
      second = listed(adapter);
    }

    assertThat(first).contains("李雷").isNotEqualTo(second);
    try (Adapter adapter = replaying()) {
      assertThat(listed(adapter)).isEqualTo(first);
      assertThat(listed(adapter)).isEqualTo(second);
      assertThatThrownBy(() -> listed(adapter))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage(
              "GET /contacts?limit=100 was recorded, and is asked for once more often than it was");
    }
  }

  @Test
  void theOrderBeginsAnewWithEachOpening() {
    String first;
    try (Adapter adapter = recording()) {
      first = listed(adapter);
    }

    for (int i = 0; i < 2; i++) {
      try (Adapter adapter = replaying()) {
        assertThat(listed(adapter)).isEqualTo(first);
      }
    }
  }

  @Test
  void anOpeningThatExchangedNothingHasItsTime() {
    Instant opened = Instant.parse("2026-03-01T10:00:00.123Z");
    URI base = URI.create("https://crm.example/v1");
    Recorder.open(tape, base, bytes -> bytes, () -> opened).close();

    Replayer replayer = Replayer.open(tape, base);

    assertThat(replayer.time().instant()).isEqualTo(opened);
    replayer.close();
  }

  @Test
  void aRecordingGoesOnWhereItEnded() {
    String first;
    String second;
    try (Adapter adapter = recording()) {
      first = listed(adapter);
    }
    try (Adapter adapter = recording()) {
      second = listed(adapter);
    }

    try (Adapter adapter = replaying()) {
      assertThat(listed(adapter)).isEqualTo(first);
      assertThat(listed(adapter)).isEqualTo(second);
    }
  }

  @Test
  void writesHaveOtherIdsInEachRun() {
    List<WriteOutcome> recorded;
    try (Adapter adapter = recording()) {
      recorded = created(adapter, "Ann", "Bob", "Cleo");
    }

    try (Adapter adapter = replaying()) {
      assertThat(created(adapter, "Ann", "Bob", "Cleo"))
          .isEqualTo(recorded)
          .allMatch(WriteOutcome.Applied.class::isInstance);
    }
  }

  @Test
  void whatWasNotRecordedIsToldWithWhatWas() {
    try (Adapter adapter = recording()) {
      listed(adapter);
      created(adapter, "Ann");
    }

    String smaller =
        MANIFEST.formatted("https://crm.example/v1").replace("page: {", "page: { size: 3,");
    try (Adapter adapter = open(Tapes.manifest(folder, smaller).replay(tape))) {
      assertThatThrownBy(() -> listed(adapter))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage(
              "GET /contacts?limit=3 is not in the recording, which has of that method and path:"
                  + " GET /contacts?limit=100, GET /contacts?page=2");
      assertThat(created(adapter, "Dora"))
          .singleElement()
          .isInstanceOfSatisfying(
              WriteOutcome.Rejected.class,
              no ->
                  assertThat(no.toString())
                      .contains(
                          "NOT_RECORDED",
                          "POST /batch is not in the recording, which has of that method and path:"
                              + " POST /batch with another body"));
      assertThatThrownBy(
              () ->
                  contacts(adapter)
                      .pointReader()
                      .orElseThrow()
                      .read(List.of(NativeKey.of("7")), LIMITS.within()))
          .hasMessage(
              "GET /contacts/7 is not in the recording, which has nothing of that method and"
                  + " path");
    }
  }

  @Test
  void failuresAreReplayedToo() {
    server.stop(0);
    String failure;
    try (Adapter adapter = recording()) {
      failure = failure(adapter);
    }

    try (Adapter adapter = replaying()) {
      assertThat(failure(adapter)).isEqualTo(failure);
    }
  }

  private static String failure(Adapter adapter) {
    try {
      return listed(adapter);
    } catch (AdapterException e) {
      return e.toString();
    }
  }

  @Test
  void aFileIsWrittenByOneAdapterAtATime() {
    try (Adapter adapter = recording()) {
      assertThat(adapter).isNotNull();
      assertThatThrownBy(this::recording)
          .isInstanceOf(AdapterException.ConfigInvalid.class)
          .hasMessage("record: must not be written by another adapter: " + tape);
    }
  }

  @Test
  void whatIsNoRecordingIsRefusedAndLeftAsItIs() throws IOException {
    for (String content :
        List.of("hello", "{}", "{\"log\":{\"entries\":[{}]}}", "{\"log\":{\"entries\":[{\"a\":")) {
      Files.writeString(tape, content);

      assertThatThrownBy(this::recording)
          .as(content)
          .isInstanceOf(AdapterException.ConfigInvalid.class)
          .hasMessageContaining("record: must be a new file, or a recording, but it ");
      assertThatThrownBy(this::replaying)
          .as(content)
          .isInstanceOf(AdapterException.ConfigInvalid.class)
          .hasMessageContaining("replay: must be a recording, but it ");
      assertThat(Files.readString(tape)).isEqualTo(content);
    }
    Files.writeString(tape, "{\"log\":{\"entries\":[]}}");
    assertThatThrownBy(this::recording).hasMessage("record: must end as recordings do: " + tape);
  }

  @Test
  void filesThatCannotBeOpenedAreNamed() {
    Path none = folder.resolve("none/tape.har");

    assertThatThrownBy(() -> open(at(base()).secret("crm", "token").record(none)))
        .hasMessage("record: must be a file that can be written: " + none);
    assertThatThrownBy(() -> open(at(base()).replay(none)))
        .hasMessage("replay: must be a file that can be read: " + none);
  }

  @Test
  void recordAndReplayExcludeEachOther() {
    HttpAdapter both = at(base()).record(tape).replay(tape);
    String rule = "replay: must not be given with record: " + tape;

    assertThat(both.validate()).extracting(Object::toString).containsExactly(rule);
    assertThatThrownBy(() -> open(both)).hasMessage(rule);
    Settings settings =
        Settings.of(
            Map.of(
                "manifest",
                folder.resolve("manifest.yaml").toString(),
                "record",
                tape.toString(),
                "replay",
                tape.toString()));
    assertThat(new HttpAdapterProvider().validate(settings))
        .extracting(Object::toString)
        .containsExactly(rule);
  }

  @Test
  void theOwnerAloneMayReadIt() throws IOException {
    recording().close();

    if (tape.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(Files.getPosixFilePermissions(tape))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }
}
