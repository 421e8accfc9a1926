package io.syncline.http.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncline.http.HttpAdapter;
import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings that are one large answer, which goes through a file. */
class SpooledScanTest {

  private static final Limits PAGE = new Limits(100, Duration.ofSeconds(30));
  private static final int ROWS = 2_500;

  /** Answers one request, the how maniest of which is told. */
  private interface Answering {
    void answer(int request, HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger cutOff = new AtomicInteger();
  private HttpServer server;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answers(Answering answering) {
    server.createContext(
        "/contacts",
        exchange -> {
          try (exchange) {
            answering.answer(requests.incrementAndGet(), exchange);
          } catch (IOException e) {
            cutOff.incrementAndGet();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Adapter open(String scan, String codec, String connection) throws IOException {
    return manifest(scan, codec, connection).open(AdapterContext.of(SystemClock.get()));
  }

  private HttpAdapter manifest(String scan, String codec, String connection) throws IOException {
    String manifest =
        """
        adapter: http/v1
        connection: { base: "${settings.baseUrl}", retry: { max: 1, backoff: { base: 10ms } }%s }
        datasets:
          contacts:
            key: [id]
            schema: { fields: { id: text, name: text, age: integer } }
            scan: { call: "GET /contacts"%s }
            codec: { decode: %s }
        """
            .formatted(connection, scan, codec);
    return HttpAdapter.manifest(Files.writeString(folder.resolve("crm.yaml"), manifest))
        .setting("baseUrl", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  private Adapter open(String scan) throws IOException {
    return open(scan, "[ndjson]", "");
  }

  private static Scanner scanner(Adapter adapter) {
    return adapter.dataset(DatasetSpec.of("contacts")).scanner().orElseThrow();
  }

  /** A whole listing. */
  private record Listed(List<ScanPage.Entry> entries, List<ScanPage> pages) {

    List<String> keys() {
      return entries.stream().map(entry -> entry.key().toString()).toList();
    }
  }

  private static Listed list(Scanner scanner, Limits limits) {
    List<ScanPage> pages = new ArrayList<>(List.of(scanner.start(limits)));
    while (last(pages).next().isPresent()) {
      pages.add(scanner.resume(last(pages).next().get(), limits));
    }
    return new Listed(pages.stream().flatMap(page -> page.entries().stream()).toList(), pages);
  }

  private static ScanPage last(List<ScanPage> pages) {
    return pages.get(pages.size() - 1);
  }

  private static String rows(int from, int to) {
    return rows(
        from, to, i -> "{\"id\":\"" + i + "\",\"name\":\"n" + i + "\",\"age\":" + i + "}\n");
  }

  private static String rows(int from, int to, IntFunction<String> row) {
    return IntStream.range(from, to).mapToObj(row).collect(Collectors.joining());
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  /** What is listed through a file is what is listed out of the memory. */
  private void assertSame(String records, String codec, byte[] body, String... headers)
      throws IOException {
    answers(
        (request, exchange) -> {
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
          }
          send(exchange, body);
        });
    Listed whole;
    Listed spooled;
    try (Adapter adapter = open(records, codec, "")) {
      whole = list(scanner(adapter), PAGE);
    }
    try (Adapter adapter = open(records + ", spool: {}", codec, "")) {
      spooled = list(scanner(adapter), PAGE);
    }
    assertThat(whole.entries()).hasSize(ROWS);
    assertThat(spooled.entries()).isEqualTo(whole.entries());
    assertThat(spooled.pages()).hasSizeGreaterThan(ROWS / PAGE.maxRows() - 1);
    assertThat(last(spooled.pages()).complete()).isTrue();
  }

  @Test
  void aListInJsonIsFoundAtItsPlace() throws IOException {
    String list = rows(0, ROWS, i -> "{\"id\":\"" + i + "\",\"name\":\"x\",\"age\":" + i + "},");
    assertSame(
        ", records: /data/1/items",
        "[json]",
        ("{\"before\":{\"items\":[1,2]},\"data\":[{\"items\":[]},{\"a\":[[]],\"items\":["
                + list.substring(0, list.length() - 1)
                + "],\"after\":{\"b\":[{}]}}],\"end\":true}")
            .getBytes(UTF_8));
  }

  @Test
  void aListIsTheWholeOfAJsonBodyAlsoByAByteOrderMark() throws IOException {
    String list = rows(0, ROWS, i -> "{\"id\":\"" + i + "\",\"name\":\"\u00e9\u4e2d\"},");
    assertSame("", "[json]", ("[" + list.substring(0, list.length() - 1) + "]").getBytes(UTF_16));
  }

  @Test
  void linesOfJsonAreRows() throws IOException {
    assertSame("", "[ndjson]", (rows(0, ROWS) + "\r\n\n").getBytes(UTF_8));
  }

  @Test
  void linesOfCsvInACharsetOfChinaAreRows() throws IOException {
    String csv =
        "id,name,age\r\n" + rows(0, ROWS, i -> i + ",\"\u5f20, \u4e09\n" + i + "\"," + i + "\r\n");
    assertSame(
        "",
        "[csv]",
        csv.getBytes(Charset.forName("GB18030")),
        "Content-Type",
        "text/csv; charset=gb18030");
  }

  @Test
  void partsOfACompressionThatFollowEachOtherAreOneBody() throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    for (int i = 0; i < ROWS; i += 500) {
      parts.write(gzip(rows(i, i + 500).getBytes(UTF_8)));
    }
    assertSame("", "[gzip, ndjson]", parts.toByteArray(), "Content-Encoding", "gzip");
  }

  @Test
  void elementsOfXmlAreRows() throws IOException {
    String xml =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Export><Head><Contact/></Head><List>"
            + rows(
                0,
                ROWS,
                i -> "<Contact><id>" + i + "</id><name>\u00e9 &amp;</name><age>1</age></Contact>")
            + "<Other><Contact/></Other></List></Export>";
    assertSame(", records: /Export/List/Contact", "[xml]", xml.getBytes(ISO_8859_1));
  }

  @Test
  void recordsAreHandedOnWhileTheAnswerComes() throws IOException {
    CountDownLatch more = new CountDownLatch(1);
    answers(
        (request, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(rows(0, 10).getBytes(UTF_8));
          exchange.getResponseBody().flush();
          more.await(30, TimeUnit.SECONDS);
          exchange.getResponseBody().write(rows(10, 20).getBytes(UTF_8));
        });
    try (Adapter adapter = open(", spool: {}")) {
      Scanner scanner = scanner(adapter);
      ScanPage first = scanner.start(new Limits(10, Duration.ofSeconds(30)));
      assertThat(first.entries()).hasSize(10);
      assertThat(first.current()).isTrue();

      ScanPage none =
          scanner.resume(first.next().orElseThrow(), new Limits(10, Duration.ofMillis(50)));
      assertThat(none.entries()).isEmpty();

      more.countDown();
      ScanPage second = scanner.resume(none.next().orElseThrow(), PAGE);
      assertThat(second.entries()).hasSize(10);
      assertThat(second.current()).isFalse();
      assertThat(second.complete()).isTrue();
      assertThat(second.next()).isEmpty();
      assertThat(requests).hasValue(1);
    }
  }

  @Test
  void aPositionMayBeReadTwice() throws IOException {
    answers((request, exchange) -> send(exchange, rows(0, ROWS).getBytes(UTF_8)));
    try (Adapter adapter = open(", spool: {}")) {
      Scanner scanner = scanner(adapter);
      Cursor second = scanner.start(PAGE).next().orElseThrow();
      ScanPage once = scanner.resume(second, PAGE);
      scanner.resume(once.next().orElseThrow(), PAGE);

      assertThat(scanner.resume(second, PAGE)).isEqualTo(once);
      assertThat(requests).hasValue(1);
    }
  }

  @Test
  void whatBreaksOffIsAskedForAgainAndReadFromItsFirstRecordOn() throws IOException {
    CountDownLatch read = new CountDownLatch(1);
    answers(
        (request, exchange) -> {
          byte[] body = rows(0, ROWS).getBytes(UTF_8);
          if (request > 1) {
            send(exchange, body);
            return;
          }
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body, 0, body.length / 2);
          exchange.getResponseBody().flush();
          read.await(30, TimeUnit.SECONDS);
        });
    try (Adapter adapter = open(", spool: {}")) {
      Scanner scanner = scanner(adapter);
      List<ScanPage> pages = new ArrayList<>(List.of(scanner.start(PAGE)));
      read.countDown();
      while (last(pages).next().isPresent()) {
        pages.add(scanner.resume(last(pages).next().get(), PAGE));
      }
      assertThat(requests).hasValue(2);
      assertThat(last(pages).complete()).isTrue();
      List<String> keys =
          pages.stream()
              .flatMap(page -> page.entries().stream())
              .map(entry -> entry.key().toString())
              .toList();
      assertThat(keys).hasSizeGreaterThan(ROWS);
      assertThat(keys.subList(keys.size() - ROWS, keys.size())).isEqualTo(numbers(0, ROWS));
    }
  }

  @Test
  void whatBreaksOffAgainAndAgainIsNoListing() throws IOException {
    answers(
        (request, exchange) -> {
          exchange.sendResponseHeaders(200, 1_000_000);
          exchange.getResponseBody().write(rows(0, 10).getBytes(UTF_8));
        });
    try (Adapter adapter = open(", spool: {}")) {
      assertThatThrownBy(() -> list(scanner(adapter), PAGE))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("GET /contacts had no answer");
      assertThat(requests).hasValueGreaterThanOrEqualTo(2); // Java sends some again by itself
    }
  }

  @Test
  void jsonThatStopsWithinItsListIsNoListing() throws IOException {
    answers((request, exchange) -> send(exchange, "[{\"id\":\"1\"},".getBytes(UTF_8)));
    try (Adapter adapter = open(", spool: {}", "[json]", "")) {
      assertThatThrownBy(() -> list(scanner(adapter), PAGE))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("answered with something that is not JSON: line=1");
    }
  }

  @Test
  void anAnswerWithoutAListIsNoListing() throws IOException {
    answers((request, exchange) -> send(exchange, "{\"items\":{}}".getBytes(UTF_8)));
    try (Adapter adapter = open(", records: /items, spool: {}", "[json]", "")) {
      assertThatThrownBy(() -> list(scanner(adapter), PAGE))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("answered with no list at /items");
    }
  }

  @Test
  void whatIsLargerThanItMayBeIsRefused() throws IOException {
    answers(
        (request, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(rows(i, i + 1).getBytes(UTF_8));
          }
        });
    try (Adapter adapter = open(", spool: { maxMiB: 1 }")) {
      assertThatThrownBy(() -> list(scanner(adapter), PAGE))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessageContaining("answer of more than 1048576 bytes");
      assertThat(requests).hasValue(1);
    }
  }

  @Test
  void whatLastsLongerThanItMayIsGivenUp() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    answers(
        (request, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(rows(0, 10).getBytes(UTF_8));
          exchange.getResponseBody().flush();
          never.await(30, TimeUnit.SECONDS);
        });
    try (Adapter adapter = open(", spool: { within: 200ms }")) {
      assertThatThrownBy(() -> list(scanner(adapter), PAGE))
          .isInstanceOf(AdapterException.DeadlineExceeded.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void aRefusalThatSaysThatItIsGoodIsJudgedAsAnyOther() throws IOException {
    String rule = ", errors: [{ when: { status: [200], body: { at: /ok, is: false } }, then: %s }]";
    answers((request, exchange) -> send(exchange, "{\"ok\":false,\"items\":[]}".getBytes(UTF_8)));
    try (Adapter adapter =
        open(", records: /items, spool: {}", "[json]", rule.formatted("auth-failed"))) {
      assertThatThrownBy(() -> list(scanner(adapter), PAGE))
          .isInstanceOf(AdapterException.AuthFailed.class);
    }
  }

  @Test
  void withSuchRulesSmallAndLargeListingsAreStillListed() throws IOException {
    String rule =
        ", errors: [{ when: { status: [200], body: { at: /ok, is: false } }, then: denied }]";
    String pad = "x".repeat(1_000);
    answers(
        (request, exchange) -> {
          String list =
              rows(
                  0,
                  ROWS,
                  i -> "{\"id\":\"" + i + "\",\"name\":\"" + (request == 1 ? "" : pad) + "\"},");
          send(
              exchange,
              ("{\"ok\":true,\"items\":[" + list.substring(0, list.length() - 1) + "]}")
                  .getBytes(UTF_8));
        });
    try (Adapter adapter = open(", records: /items, spool: {}", "[json]", rule)) {
      assertThat(list(scanner(adapter), PAGE).keys()).isEqualTo(numbers(0, ROWS));
      assertThat(list(scanner(adapter), PAGE).keys()).isEqualTo(numbers(0, ROWS));
      assertThat(requests).hasValue(2);
    }
  }

  @Test
  void anotherProcessAsksForTheListingAgain() throws IOException {
    answers((request, exchange) -> send(exchange, rows(0, ROWS).getBytes(UTF_8)));
    Optional<Cursor> position;
    try (Adapter adapter = open(", spool: {}")) {
      position = scanner(adapter).start(PAGE).next();
    }
    try (Adapter adapter = open(", spool: {}")) {
      ScanPage again = scanner(adapter).resume(position.orElseThrow(), PAGE);

      assertThat(again.current()).isTrue();
      assertThat(again.entries().get(0).key().toString()).isEqualTo("0");
    }
  }

  @Test
  void whatNobodyGoesOnWithIsLetGoWithTheAdapter() throws IOException {
    endless();
    try (Adapter adapter = open(", spool: {}")) {
      assertThat(scanner(adapter).start(PAGE).entries()).hasSize(100);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> cutOff.get() == 1);
  }

  @Test
  void aProbeTakesNoWholeListing() throws IOException {
    endless();
    try (Adapter adapter = open(", spool: {}")) {
      assertThat(adapter.probe(Adapter.Probe.DEEP, PAGE.within()).toString()).contains("listed 1");
      await().atMost(Duration.ofSeconds(30)).until(() -> cutOff.get() == 1);
    }
  }

  @Test
  void whatALargeAnswerCannotHaveBesideItIsAFault() throws IOException {
    assertThat(faults(", page: { link: next }, spool: {}", "[json]", ""))
        .containsExactly(
            "scan.spool: must not be given with page: it is of a listing in one answer");
    assertThat(faults(", spool: {}", "[json]", ", hook: odd"))
        .containsExactly(
            "scan.spool: must not be given with a hook, which takes whole answers: odd");
    assertThat(faults(", spool: { maxMiB: 0 }", "[multipart]", ""))
        .containsExactly(
            "codec: must be read row by row, since scan has spool: json, ndjson, csv or xml, not"
                + " a form of parts",
            "scan.spool.maxMiB: must be a whole number of at least 1: 0");
    assertThat(manifest(", spool: {}", "[json]", "").explain())
        .contains("read out of a temporary file: up to 10737418240 bytes within 1h");
  }

  private List<String> faults(String scan, String codec, String connection) throws IOException {
    return manifest(scan, codec, connection).validate().stream()
        .map(fault -> fault.path() + ": " + fault.message().replaceFirst(" \\(line.*", ""))
        .map(text -> text.replaceFirst(".*datasets\\.contacts\\.", ""))
        .sorted()
        .toList();
  }

  private void endless() {
    answers(
        (request, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            exchange.getResponseBody().write(rows(i, i + 1).getBytes(UTF_8));
          }
        });
  }
}
