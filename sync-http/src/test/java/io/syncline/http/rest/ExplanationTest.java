package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.HttpAdapter;
import io.syncline.http.manifest.ManifestReader;
import io.syncline.model.NativeKey;
import io.syncline.spi.Adapter;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: "${settings.baseUrl}"
        auth: { bearer: "${secret.crm}" }
        limits: [{ key: account, rate: 100/10s }, { match: "GET /c", concurrent: 2, readsAtMost: 50% },
                 { match: "GET /c", cost: 5 }, { learnFrom: [RateLimit] }]
        retry: { max: 2 }
        errors: [{ when: { status: [400], code: LOCKED, text: a while }, then: blocked }]
      datasets:
        c:
          key: [id]
          version: { field: /v }
          read: { one: "GET /c/{id}" }
          scan:
            call: "GET /c?n={page.size}"
            records: /items
            page: { cursor: { from: /next, to: query.after }, size: 10 }
          write:
            create: { call: "POST /c", idempotency: { header: Idempotency-Key }, record: /c }
            update: { call: "PATCH /c/{id}", ifVersion: { header: If-Match } }
            delete: { call: "DELETE /c/{id}", ifVersion: { header: If-Match, quoted: true } }
      """;

  /** What a call consists of, as the text has it: its request, and what is below that. */
  private static String block(String... lines) {
    return Stream.of(lines).map(line -> line + "\n").collect(Collectors.joining());
  }

  @Test
  void whatProcessesShareIsTold() {
    assertThat(
            explained(
                MANIFEST.replace("rate: 100/10s", "rate: 100/10s, concurrent: 9, shared: budgets")))
        .contains(
            "  budget account: 100 within 10s (reads 80%) for all processes together, by data"
                + " source budgets, 9 at once (reads 80%)\n");
  }

  @Test
  void everyCallIsToldWithItsHeadersItsBudgetsAndWhatItsAnswersMean() {
    String text = explained(MANIFEST);

    assertThat(text)
        .startsWith(
            block(
                "https://crm.example/v1",
                "  limits of time: connect 5s, headers 20s, body 1m, call 1m30s",
                "  repeats: up to 2, the first after up to 0.5s, doubled each time, 10s at most;"
                    + " longer than 3s goes back",
                "  budget account: 100 within 10s (reads 80%)",
                "  budget GET /c (GET /c only): 2 at once (reads 50%)",
                "  budget account: 4 at once (reads 80%)",
                "  heeds: RateLimit",
                "  rule: status 400 and code LOCKED and \"a while\" in its text means blocked"))
        .contains(
            block(
                "  lists all records:",
                "    GET /c?n=10",
                "      Accept: application/json",
                "      Authorization: Bearer ${secret.crm}",
                "    draws on: account, GET /c; counts as 5 calls in rates",
                "    success: records are in the list at /items",
                "    what a whole listing leaves out is gone"))
        .contains(
            block(
                "    then:",
                "      GET /c?n=10&after={/next}",
                "        Accept: application/json",
                "        Authorization: Bearer ${secret.crm}",
                "    ends with an answer that has nothing at /next",
                "    more than 10000 pages are refused"))
        .contains(
            block(
                "  creates one record, which a repeat does not do twice:",
                "    POST /c",
                "      Accept: application/json",
                "      Content-Type: application/json",
                "      Idempotency-Key: {write.id}",
                "      Authorization: Bearer ${secret.crm}",
                "      {\"c\":{\"FIELD\":\"{value}\"}}",
                "    draws on: account",
                "    success: applied",
                "    no success: as the rules above say, 301 unavailable, 307 unavailable,"
                    + " 308 unavailable, 401 auth-failed, 403 denied, 408 unknown,"
                    + " 409 duplicate, 412 duplicate, 429 throttled, 503 throttled,"
                    + " other 3xx unknown, other 4xx rejected, other 5xx unknown"))
        .contains(
            block(
                "  updates one record:",
                "    PATCH /c/{id}",
                "      Accept: application/json",
                "      Content-Type: application/json",
                "      If-Match: {version}"))
        .contains(
            block(
                "    DELETE /c/{id}",
                "      Accept: application/json",
                "      If-Match: \"{version}\""));
  }

  @Test
  void whatIsToldIsWhatIsSent() {
    String text = explained(MANIFEST);
    try (ScriptedServer server = new ScriptedServer()) {
      answer(server, "{\"items\":[{\"id\":1}],\"next\":\"a\"}");
      answer(server, "{\"items\":[]}");
      answer(server, "{\"id\":1}");
      answer(server, "{}");
      answer(server, "{}");
      try (Adapter adapter = Crm.open(server.url(), example -> MANIFEST, new Crm.Hand())) {
        Dataset dataset = adapter.dataset(DatasetSpec.of("c"));
        Scanner scanner = dataset.scanner().orElseThrow();
        ScanPage first = scanner.start(new Limits(10, Crm.PATIENCE));
        scanner.resume(first.next().orElseThrow(), new Limits(10, Crm.PATIENCE));
        dataset.pointReader().orElseThrow().read(List.of(NativeKey.of("1")), Crm.PATIENCE);
        var writer = dataset.writer().orElseThrow();
        writer.write(List.of(Crm.update("w1", "1", "Ann", "7")), Crm.PATIENCE);
        writer.write(List.of(Crm.delete("w2", "1", "7")), Crm.PATIENCE);
      }

      assertThat(server.asked()).hasSize(5);
      for (ScriptedServer.Asked asked : server.asked()) {
        String path = asked.path().replace("/c/1", "/c/{id}").replace("after=a", "after={/next}");
        assertThat(text).contains(" " + path + "\n");
        List.of("Accept", "Content-Type", "If-Match").stream()
            .filter(name -> asked.header(name) != null)
            .map(name -> name + ": " + asked.header(name).replace("7", "{version}"))
            .forEach(header -> assertThat(text).contains(header));
      }
    }
  }

  @Test
  void feedsAreToldByTheirKind() {
    String text =
        explained(
            """
            adapter: http/v1
            connection: { base: "${settings.baseUrl}" }
            datasets:
              a:
                key: [id]
                read: { one: "GET /a/{id}" }
                feed: { kind: delta-link, call: "GET /a", headers: { Prefer: delta }, records: /value,
                        page: { nextUrl: { from: /next } }, cursor: { from: /link },
                        latest: { call: "GET /a/latest" }, images: partial, retention: P7D,
                        deletes: { tombstone: { at: /gone }, certain: { at: /why, is: purged } } }
              b:
                key: [id]
                read: { one: "GET /b/{id}" }
                feed: { kind: token, call: "GET /b", records: /items, restarted: { at: /full, is: true },
                        page: { cursor: { from: /next, to: query.page } },
                        cursor: { from: /t, to: query.t } }
              c:
                key: [id]
                read: { one: "GET /c/{id}" }
                feed: { kind: sequence, call: "GET /c?n={cursor.sequence}", item: { key: [/of] },
                        cursor: { field: /n, lookBack: 10, oldest: /oldest },
                        deletes: { feed: { kind: modified-since, call: "GET /c/deleted?t={cursor.time}",
                                           cursor: { field: /at } } } }
            """);

    assertThat(text)
        .contains(
            block(
                "  asks where changes end, before a listing and to begin there:",
                "    GET /a/latest",
                "      Accept: application/json",
                "      Prefer: delta",
                "    draws on: account",
                "    success: the position is at /link"))
        .contains(
            block(
                "    success: what is told is in the list at /value",
                "    the last page must have the address of the next look at /link, below base",
                "    a position of more than 168h ago is expired",
                "    what was changed is read by key",
                "    one is gone that has anything at /gone, and purged at /why; without that it is"
                    + " read by key"))
        .contains(
            block(
                "  follows changes, every 30s where there were none:",
                "    GET /b?t={/t}",
                "      Accept: application/json"))
        .contains(
            block(
                "    the last page must have the token of the next look at /t; to begin, everything is"
                    + " read without the token",
                "    true at /full means cursor-expired, but at the beginning",
                "    records may be older than what is there, which is read by key in doubt"))
        .contains("      GET /b?t={/t}&page={/next}\n")
        .contains("    GET /c?n={cursor.sequence}\n")
        .contains("    GET /c/deleted?t={cursor.time}\n")
        .contains(
            block(
                "    numbers are at /n; the next page begins with the last of them, the next look 10"
                    + " below it",
                "    to begin, everything is read",
                "    more than the next number at /oldest means cursor-expired",
                "    each has its key at /of"))
        .contains("    what is told there is read by key: it may be there again\n");
  }

  @Test
  void secretsAreToldByTheirNames() {
    Map<String, List<String>> told = new TreeMap<>();
    told.put(
        "{ basic: { user: hub, password: \"${secret.crm}\" } }",
        List.of("      Authorization: Basic hub:${secret.crm}"));
    told.put(
        "{ apiKey: { cookie: key, value: \"${secret.crm}\" } }",
        List.of("      Cookie: key=${secret.crm}"));
    told.put(
        "{ apiKey: { query: key, value: \"${secret.crm}\" } }",
        List.of("      in the query: key=${secret.crm}"));
    told.put(
        "{ sign: { secret: \"${secret.crm}\", over: \"{method}{path}\", header: X-Code } }",
        List.of(
            "      X-Code: {signature}",
            "      where {signature} is HmacSHA256 by ${secret.crm} over {method}{path}"));
    told.put(
        "{ oauth2: { token: /token, id: hub, secret: \"${secret.crm}\" } }",
        List.of(
            "  before the first call, and before a token's end:",
            "    POST https://crm.example/v1/token",
            "    Authorization: Basic hub:${secret.crm}",
            "    form: grant_type=client_credentials",
            "    200: it is at /access_token, good for the seconds at /expires_in, else until it is"
                + " refused",
            "      Authorization: Bearer {what https://crm.example/v1/token gave}"));
    told.put(
        "{ session: { login: { soap: { endpoint: /login, body: '<e:Envelope"
            + " xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><logIn>{user}</logIn>"
            + "</e:Body></e:Envelope>' } }, fields: { user: \"${secret.crm}\" }, token: /Header/id,"
            + " soapHeader: '<id>{value}</id>' } }",
        List.of(
            "    POST https://crm.example/v1/login",
            "    logIn in an envelope: user=${secret.crm}",
            "    200: it is at /Header/id, good until it is refused",
            "      in the envelope: <id>{what https://crm.example/v1/login gave}</id>"));
    told.put(
        "{ oauth2: { grant: refresh_token, token: /token, id: hub, refresh: \"${secret.r}\" } }",
        List.of(
            "    form: client_id=hub, grant_type=refresh_token, refresh_token=${secret.r}",
            "    the host keeps what is at /refresh_token as ${secret.r}, before the token is used"));

    told.forEach(
        (auth, lines) ->
            assertThat(
                    explained(MANIFEST.replace("{ bearer: \"${secret.crm}\" }", auth))
                        .lines()
                        .toList())
                .as(auth)
                .containsAll(lines));
  }

  @Test
  void aBatchThatIsRefusedAsAWholeIsTold() {
    String text = explained(Crm.example());

    assertThat(text)
        .contains(
            "  creates, updates, deletes up to 100 records at once:\n    POST /contacts/batch\n")
        .contains("\"op\":\"update\",\"id\":\"{id}\"")
        .contains(
            "no success: as the rules above say, 301 unavailable, 307 unavailable,"
                + " 308 unavailable, 401 auth-failed, 403 denied, 408 unknown, 429")
        .contains("    GET /contacts?ids={id}\n")
        .contains("modifiedSince={cursor.time}&archived=true&limit=500&after={/paging/next}\n")
        .doesNotContain("creates one record");
  }

  @Test
  void batchesOfRequestsAreToldWithTheirItems() {
    String batch =
        """
              batch:
                call: "POST /$batch"
                max: 20
                records: /requests
                requests: { reference: /id, method: /method, url: /url, headers: /headers, body: /body }
                result: { items: /responses, by: /id, status: /status, headers: /headers, body: /body }
        """;

    assertThat(explained(MANIFEST + batch))
        .contains("  creates, updates, deletes up to 20 records at once:\n    POST /$batch\n")
        .contains(
            "{\"id\":\"{write.id}\",\"method\":\"PATCH\",\"url\":\"/c/{id}\","
                + "\"headers\":{\"content-type\":\"application/json\",\"if-match\":\"{version}\"},")
        .contains(
            block(
                "    success: each write has a result in the list at /responses, the one that has"
                    + " its id at /id; what it has at /status is judged as a status; without one,"
                    + " the write is unknown",
                "    create, success: applied",
                "    update, success: applied",
                "    delete, success: applied",
                "    delete, missing means unchanged where the delete is sent again"))
        .doesNotContain("creates one record");
  }

  @Test
  void batchesOfPartsAreToldWithThem() {
    String batch =
        """
              batch: { call: "POST /$batch", max: 20, multipart: { changeSets: each } }
        """;

    assertThat(explained(MANIFEST + batch))
        .contains("  creates, updates, deletes up to 20 records at once:\n    POST /$batch\n")
        .contains("      Content-Type: multipart/mixed; boundary=syncline-00000001\n")
        .contains(
            block(
                "      Content-ID: 2",
                "      ",
                "      PATCH /v1/c/{id} HTTP/1.1",
                "      Accept: application/json",
                "      Host: crm.example",
                "      If-Match: {version}",
                "      Content-Type: application/json"))
        .contains(
            block(
                "    success: each write has a part of the answer, the one that echoes its"
                    + " Content-ID, else the one in its place, which is judged as an answer to it"
                    + " alone; without one, the write is unknown",
                "    create, success: applied"))
        .doesNotContain("creates one record");
  }

  @Test
  void theManifestsOfTheContractSuiteAreExplained() throws IOException {
    Path folder = Path.of("src/test/resources/io/syncline/http/conformance");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> manifests = files.filter(each -> each.toString().endsWith(".yaml")).toList();

      assertThat(manifests).hasSizeGreaterThan(5);
      for (Path manifest : manifests) {
        assertThat(
                HttpAdapter.manifest(manifest).setting("baseUrl", "https://crm.example").explain())
            .as("%s", manifest)
            .contains("  lists all records:")
            .doesNotContain("cannot be sent");
      }
    }
  }

  @Test
  void theExampleOfTheDocsIsWhatIsTold() throws IOException {
    Path folder = Path.of("src/test/resources/io/syncline/http/explained");

    assertThat(
            HttpAdapter.manifest(folder.resolve("users.yaml"))
                .setting("baseUrl", "https://idp.example/scim/v2")
                .explain())
        .isEqualTo(Files.readString(folder.resolve("users.txt")));
  }

  @Test
  void envelopesAreToldWithTheirVariables() {
    String text =
        HttpAdapter.manifest(Path.of("src/test/resources/io/syncline/http/conformance/soap.yaml"))
            .setting("baseUrl", "https://crm.example")
            .explain();

    assertThat(text)
        .contains("      SOAPAction: \"urn:fake-saas#getRecord\"\n")
        .contains("<f:id>{id}</f:id>")
        .contains("<f:after>{/listRecordsResponse/next}</f:after>")
        .contains("    a fault is no success, under any status\n");
  }

  private static void answer(ScriptedServer server, String body) {
    server.answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static String explained(String manifest) {
    return Explanation.of(
        ManifestReader.read(manifest, Map.of("baseUrl", "https://crm.example/v1")));
  }
}
