package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {

  private record Scripted(int status, Map<String, String> headers, String body) {}

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<Scripted> script = new CopyOnWriteArrayList<>();
  private final Crm.Hand clock = new Crm.Hand();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          Scripted next = script.remove(0);
          next.headers().forEach(exchange.getResponseHeaders()::set);
          byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(next.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void offsetsGoOnUntilAPageIsEmpty() {
    answer("{\"items\":[{\"id\":1},{\"id\":2}]}");
    answer("{\"items\":[{\"id\":3}]}");
    answer("{\"items\":[]}");

    List<ScanPage> pages = scan("{ offset: { to: query.skip }, size: 2 }");

    assertThat(asked).containsExactly("/v1/d?skip=0", "/v1/d?skip=2", "/v1/d?skip=3");
    assertThat(keys(pages)).containsExactly("1", "2", "3");
    assertThat(pages.get(2).complete()).as("offsets shift").isFalse();
  }

  @Test
  void offsetsMayCountFromOneAndEndAtATotal() {
    answer("{\"items\":[{\"id\":1},{\"id\":2}],\"total\":3}");
    answer("{\"items\":[{\"id\":3}],\"total\":3}");

    List<ScanPage> pages = scan("{ offset: { to: query.start, first: 1, total: /total } }");

    assertThat(asked).containsExactly("/v1/d?start=1", "/v1/d?start=3");
    assertThat(keys(pages)).containsExactly("1", "2", "3");
    assertThat(pages.get(1).complete()).as("offsets shift").isFalse();
  }

  @Test
  void whereTheTotalIsNoneTheListMayBeLeftOut() {
    answer("{\"total\":0}");
    assertThat(keys(scan("{ offset: { to: query.start, total: /total } }"))).isEmpty();

    answer("{\"total\":1}");
    assertThatThrownBy(() -> scan("{ offset: { to: query.start, total: /total } }"))
        .hasMessage("GET /d answered without a list at /items");

    answer("{\"items\":[{\"id\":1}]}");
    assertThatThrownBy(() -> scan("{ offset: { to: query.start, total: /total } }"))
        .hasMessage("GET /d answered without a number at /total");
  }

  @Test
  void whatLeadsOnAndIsNoTextIsNotTakenForTheEnd() {
    for (String page :
        List.of("{ nextUrl: { from: /next } }", "{ cursor: { from: /next, to: query.after } }")) {
      answer("{\"items\":[{\"id\":1}],\"next\":{\"href\":\"/v1/d?p=2\"}}");

      assertThatThrownBy(() -> scan(page)).hasMessage("GET /d answered without a text at /next");
    }
  }

  @Test
  void pagesGrowWithWhatIsWantedWhereTheyMayAndAreOfOneSizeElsewhere() {
    for (String page :
        List.of(
            "{ cursor: { from: /next, to: query.after }, size: 50 }",
            "{ number: { to: query.page }, size: 50 }")) {
      answer("{\"items\":[{\"id\":1}],\"next\":\"a\"}");
      answer("{\"items\":[]}");
      try (Adapter adapter =
          open("{ bearer: \"${secret.crm}\" }", "GET /d?n={page.size}", "{}", page)) {
        Scanner scanner = adapter.dataset(DatasetSpec.of("d")).scanner().orElseThrow();
        ScanPage first = scanner.start(new Limits(10, Crm.PATIENCE));
        scanner.resume(first.next().orElseThrow(), new Limits(5_000, Crm.PATIENCE));
      }
    }

    assertThat(asked)
        .containsExactly(
            "/v1/d?n=10", "/v1/d?n=50&after=a", "/v1/d?n=50&page=1", "/v1/d?n=50&page=2");
  }

  @Test
  void pageNumbersGoOnUntilAPageIsEmpty() {
    answer("{\"items\":[{\"id\":1}]}");
    answer("{\"items\":[]}");

    scan("{ number: { to: header.X-Page, first: 0 } }");

    assertThat(asked).hasSize(2);
  }

  @Test
  void theLinkHeaderLeadsOn() {
    answer(
        Map.of(
            "Link", "<" + base() + "/d?p=1>; rel=\"prev\", <" + base() + "/d?p=2>; rel=\"next\""),
        "{\"items\":[{\"id\":1}]}");
    answer("{\"items\":[{\"id\":2}]}");

    List<ScanPage> pages = scan("{ link: next }");

    assertThat(asked).containsExactly("/v1/d", "/v1/d?p=2");
    assertThat(keys(pages)).containsExactly("1", "2");
    assertThat(pages.get(1).complete()).isTrue();
  }

  @Test
  void aNextAddressMayBeRelative() {
    for (String next : List.of("d?p=2", "?p=2", "/v1/d?p=2", "../v1/d?p=2")) {
      asked.clear();
      answer("{\"items\":[],\"next\":\"" + next + "\"}");
      answer("{\"items\":[]}");

      scan("{ nextUrl: { from: /next } }");

      assertThat(asked).as(next).containsExactly("/v1/d", "/v1/d?p=2");
    }
  }

  @Test
  void theLastRecordsValuesLeadOn() {
    answer("{\"items\":[{\"id\":7,\"at\":\"10:00 é\"},{\"id\":9,\"at\":\"10:00 é\"}]}");
    answer("{\"items\":[{\"id\":12,\"at\":\"11:30\"}]}");
    answer("{\"items\":[]}");

    List<ScanPage> pages =
        scan("{ keyset: [{ from: /at, to: query.at }, { from: /id, to: query.after }] }");

    assertThat(asked)
        .containsExactly("/v1/d", "/v1/d?at=10%3A00%20%C3%A9&after=9", "/v1/d?at=11%3A30&after=12");
    assertThat(keys(pages)).containsExactly("7", "9", "12");
    assertThat(pages.get(2).complete()).as("what was there throughout was seen").isTrue();
  }

  @Test
  void aRecordWithoutAValueOfTheKeysetIsRefused() {
    answer("{\"items\":[{\"id\":7}]}");

    assertThatThrownBy(
            () -> scan("{ keyset: [{ from: /at, to: query.at }, { from: /id, to: query.after }] }"))
        .hasMessage("GET /d answered with a record that has no value at /at");
  }

  @Test
  void anAnswerMaySayThatThereIsNoMore() {
    answer("{\"items\":[{\"id\":1}],\"next\":\"a\",\"more\":true}");
    answer("{\"items\":[],\"next\":\"b\",\"more\":false}");

    scan("{ cursor: { from: /next, to: query.after }, more: /more }");

    assertThat(asked).containsExactly("/v1/d", "/v1/d?after=a");
  }

  @Test
  void whereItDoesNotSayWhatItShouldTheListingIsNotTakenForWhole() {
    answer("{\"items\":[],\"next\":\"a\"}");
    assertThatThrownBy(() -> scan("{ cursor: { from: /next, to: query.after }, more: /more }"))
        .hasMessage("GET /d answered without true or false at /more");

    answer("{\"items\":[],\"more\":true}");
    assertThatThrownBy(() -> scan("{ cursor: { from: /next, to: query.after }, more: /more }"))
        .hasMessage("GET /d answered that there is more, and not where");
  }

  @Test
  void aShortPageIsTheLastWhereTheManifestSaysSo() {
    answer("{\"items\":[{\"id\":1},{\"id\":2}]}");
    answer("{\"items\":[{\"id\":3}]}");

    scan("{ offset: { to: query.skip }, size: 2, ends: short }");

    assertThat(asked).containsExactly("/v1/d?skip=0", "/v1/d?skip=2");
  }

  @Test
  void aPageThatLeadsToItselfIsTheLastWhereTheManifestSaysSo() {
    answer("{\"items\":[],\"next\":\"a\"}");
    answer("{\"items\":[],\"next\":\"a\"}");

    scan("{ cursor: { from: /next, to: query.after }, ends: same }");

    assertThat(asked).containsExactly("/v1/d", "/v1/d?after=a");
  }

  @Test
  void aCursorMayGoIntoTheBody() {
    answer("{\"items\":[{\"id\":1}],\"paging\":{\"next\":\"100\"}}");
    answer("{\"items\":[]}");

    scan(
        "POST /d/search",
        "{ limit: \"{page.size}\", sorts: [\"id\"], archived: false }",
        "{ cursor: { from: /paging/next, to: body./after }, size: 50 }");

    assertThat(asked).containsExactly("/v1/d/search", "/v1/d/search");
    assertThat(bodies)
        .containsExactly(
            "{\"limit\":50,\"sorts\":[\"id\"],\"archived\":false}",
            "{\"limit\":50,\"sorts\":[\"id\"],\"archived\":false,\"after\":\"100\"}");
  }

  @Test
  void connectionsOfGraphQlLeadOn() {
    answer(
        "{\"items\":[{\"id\":1}],\"info\":{\"hasNextPage\":true,\"endCursor\":\"Y3Vyc29yOjE=\"}}");
    answer("{\"items\":[],\"info\":{\"hasNextPage\":false,\"endCursor\":null}}");
    String query =
        "query($first: Int!, $after: String) { items(first: $first, after: $after) { id } }";

    scan(
        "POST /d",
        "{ query: \"" + query + "\", variables: { first: \"{page.size}\" } }",
        "{ pageInfo: { from: /info, to: body./variables/after }, size: 10 }");

    assertThat(bodies)
        .containsExactly(
            "{\"query\":\"" + query + "\",\"variables\":{\"first\":10}}",
            "{\"query\":\""
                + query
                + "\",\"variables\":{\"first\":10,\"after\":\"Y3Vyc29yOjE=\"}}");
  }

  @Test
  void aKeyInTheQueryThatTheServiceEchoesIsInNoCursor() {
    String echoed = "?key=" + Crm.TOKEN + "&p=2";
    answer("{\"items\":[],\"next\":\"" + echoed + "\"}");
    answer("{\"items\":[]}");

    List<ScanPage> pages =
        scan(
            "{ apiKey: { query: key, value: \"${secret.crm}\" } }",
            "GET /d",
            "{}",
            "{ nextUrl: { from: /next } }");

    assertThat(asked).containsExactly("/v1/d?key=" + Crm.TOKEN, "/v1/d?p=2&key=" + Crm.TOKEN);
    assertThat(new String(pages.get(0).next().orElseThrow().position(), StandardCharsets.UTF_8))
        .contains("/d?p=2")
        .doesNotContain(Crm.TOKEN);
  }

  @Test
  void aNextAddressOnAnotherHostIsRefused() {
    for (String next : List.of("http://evil.example/v1/d", "/elsewhere", "../d", "//evil/v1/d")) {
      answer("{\"items\":[],\"next\":\"" + next + "\"}");

      assertThatThrownBy(() -> scan("{ nextUrl: { from: /next } }"))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage("GET /d answered with a next page outside " + base());
    }
  }

  @Test
  void dotsLeadNoHigherThanTheBase() {
    for (String next :
        List.of(base() + "/../d", "/v1/x/../../d", "/v1/%2e%2E/d", "/v1/x/..%2f..%5cd")) {
      answer("{\"items\":[],\"next\":\"" + next + "\"}");

      assertThatThrownBy(() -> scan("{ nextUrl: { from: /next } }"))
          .as(next)
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage("GET /d answered with a next page outside " + base());
    }
  }

  @Test
  void aTokenThatLeadsInACircleIsRefused() {
    answer("{\"items\":[],\"next\":\"a\"}");
    answer("{\"items\":[],\"next\":\"a\"}");

    assertThatThrownBy(() -> scan("{ cursor: { from: /next, to: query.after } }"))
        .hasMessage("GET /d answered with a next page that is the same page");
  }

  @Test
  void moreThanTheMostPagesIsRefused() {
    answer("{\"items\":[],\"next\":\"a\"}");
    answer("{\"items\":[],\"next\":\"b\"}");

    assertThatThrownBy(() -> scan("{ cursor: { from: /next, to: query.after }, maxPages: 2 }"))
        .hasMessage("GET /d must end within maxPages: 2");
  }

  @Test
  void retryAfterMayBeADateOnTheServicesClock() {
    script.add(
        new Scripted(
            429,
            Map.of(
                "Retry-After",
                java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).plusSeconds(90))),
            ""));

    assertThatThrownBy(() -> scan("{ link: next }"))
        .isInstanceOfSatisfying(
            AdapterException.ReadThrottled.class,
            e ->
                assertThat(e.until())
                    .isBetween(clock.instant().plusSeconds(88), clock.instant().plusSeconds(91)));
  }

  @Test
  void aSecretThatTheServiceEchoesIsBlottedOut() {
    script.add(new Scripted(400, Map.of(), "{\"message\":\"bad token " + Crm.TOKEN + "\"}"));

    assertThatThrownBy(() -> scan("{ link: next }"))
        .hasMessage("GET /d answered 400 HTTP 400: bad token ***");
  }

  @Test
  void aRedirectIsNotFollowed() {
    script.add(new Scripted(302, Map.of("Location", "http://evil.example/"), ""));

    assertThatThrownBy(() -> scan("{ link: next }"))
        .isInstanceOf(AdapterException.Unreachable.class);
    assertThat(asked).hasSize(1);
  }

  private void answer(String body) {
    answer(Map.of(), body);
  }

  private void answer(Map<String, String> headers, String body) {
    script.add(new Scripted(200, headers, body));
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private List<ScanPage> scan(String page) {
    return scan("GET /d", "{}", page);
  }

  private List<ScanPage> scan(String call, String body, String page) {
    return scan("{ bearer: \"${secret.crm}\" }", call, body, page);
  }

  private Adapter open(String auth, String call, String body, String page) {
    String manifest =
        """
        adapter: http/v1
        connection:
          base: ${settings.baseUrl}
          auth: %s
          failure: { text: /message }
        datasets: { d: { key: [id], scan: { call: "%s", %s records: /items, page: %s } } }
        """
            .formatted(auth, call, body.equals("{}") ? "" : "body: " + body + ",", page);
    return Crm.open(base(), text -> manifest, clock);
  }

  private List<ScanPage> scan(String auth, String call, String body, String page) {
    try (Adapter adapter = open(auth, call, body, page)) {
      Scanner scanner = adapter.dataset(DatasetSpec.of("d")).scanner().orElseThrow();
      List<ScanPage> pages = new ArrayList<>();
      pages.add(scanner.start(Crm.LIMITS));
      while (pages.get(pages.size() - 1).next().isPresent()) {
        pages.add(scanner.resume(pages.get(pages.size() - 1).next().get(), Crm.LIMITS));
      }
      return pages;
    }
  }

  private static List<String> keys(List<ScanPage> pages) {
    return pages.stream()
        .flatMap(page -> page.entries().stream())
        .map(entry -> entry.key().toString())
        .toList();
  }
}
