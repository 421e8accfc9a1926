package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;

class PresetsTest {

  private static final String SOAP =
      """
      connection: { base: "https://a.example" }
      datasets: { d: { key: [id], read: { one: { soap: { endpoint: /soap, body: '<e:Envelope
        xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><a id="{id}"/></e:Body></e:Envelope>' } } } } }
      """;

  private static final String SALESFORCE =
      """
      preset: salesforce-bulk2
      connection: { base: "https://a.example" }
      datasets:
        accounts:
          key: [Id]
          read: { one: "GET /services/data/v67.0/sobjects/Account/{Id}" }
          write:
            create: { call: "POST /services/data/v67.0/sobjects/Account" }
            update: { call: "PATCH /services/data/v67.0/sobjects/Account/{Id}" }
            bulk:
              operations: { create: insert, update: update }
              open: { call: POST /services/data/v67.0/jobs/ingest, body: { object: Account } }
              upload: { call: "PUT /services/data/v67.0/jobs/ingest/{bulk.id}/batches" }
              close: { call: "PATCH /services/data/v67.0/jobs/ingest/{bulk.id}" }
              poll: { call: "GET /services/data/v67.0/jobs/ingest/{bulk.id}" }
              results:
                succeeded: { call: "GET /services/data/v67.0/jobs/ingest/{bulk.id}/successfulResults" }
                failed: { call: "GET /services/data/v67.0/jobs/ingest/{bulk.id}/failedResults" }
                unprocessed: "GET /services/data/v67.0/jobs/ingest/{bulk.id}/unprocessedrecords"
              abort: { call: "PATCH /services/data/v67.0/jobs/ingest/{bulk.id}" }
      """;

  @Test
  void theManifestGoesBeforeKeyByKey() {
    Manifest manifest =
        read(
            """
            preset: scim2
            connection: { base: "https://a.example", failure: { text: /title } }
            datasets: { d: { key: [id], scan: { call: "GET /Users", page: { size: 50 } } } }
            """);

    assertThat(manifest.connection().failure())
        .isEqualTo(
            new FailureShape(
                Optional.of(pointer("/scimType")),
                Optional.of(pointer("/title")),
                Optional.empty(),
                Optional.empty()));
    ListSpec scan = dataset(manifest, "d").scan().orElseThrow();
    assertThat(scan.records()).isEqualTo(pointer("/Resources"));
    assertThat(scan.paging().size()).isEqualTo(50);
    assertThat(scan.paging().kind())
        .isEqualTo(
            new Paging.Offset(
                new Paging.Slot.Query("startIndex"), 1, Optional.of(pointer("/totalResults"))));
  }

  @Test
  void whereTheManifestPagesInAnotherWayThePresetSaysNothingOfIt() {
    Manifest manifest =
        read(
            """
            preset: scim2
            connection: { base: "https://a.example" }
            datasets:
              d:
                key: [id]
                scan: { call: "GET /Users", page: { cursor: { from: /next, to: query.cursor } } }
            """);

    ListSpec scan = dataset(manifest, "d").scan().orElseThrow();
    assertThat(scan.paging().kind())
        .isEqualTo(new Paging.Token(pointer("/next"), new Paging.Slot.Query("cursor")));
    assertThat(scan.records()).isEqualTo(pointer("/Resources"));
  }

  @Test
  void aFeedByNumberGoesOnByItsNumbersAlone() {
    Manifest manifest =
        read(
            """
            preset: odata-v4
            connection: { base: "https://a.example" }
            datasets:
              d:
                key: [id]
                read: { one: "GET /d/{id}" }
                feed: { kind: sequence, call: "GET /d?n={cursor.sequence}", cursor: { field: /n },
                        page: { size: 5 } }
            """);

    ListSpec feed = dataset(manifest, "d").feed().orElseThrow().list();
    assertThat(feed.paging()).isEqualTo(Paging.single(5));
    assertThat(feed.records()).isEqualTo(pointer("/value"));
  }

  @Test
  void rulesOfTheManifestComeFirstAndItsOtherListsAlone() {
    Manifest manifest =
        read(
            """
            preset: salesforce-rest
            connection:
              base: "https://a.example"
              limits: [{ key: api, concurrent: 5 }]
              errors: [{ when: { status: [403], code: REQUEST_LIMIT_EXCEEDED }, then: denied }]
            datasets: { d: { key: [Id], scan: { call: "GET /query" } } }
            """);

    assertThat(manifest.connection().errors())
        .extracting(ErrorRule::then)
        .containsExactly(Verdict.DENIED, Verdict.THROTTLED, Verdict.DUPLICATE, Verdict.UNAVAILABLE);
    assertThat(manifest.connection().limits().budgets())
        .containsExactly(
            new LimitsSpec.Budget(
                "api", Optional.empty(), List.of(new LimitsSpec.Concurrent(5, 80))));
  }

  @Test
  void aPresetAddsNoCall() {
    Manifest manifest =
        read(
            """
            preset: json-api
            connection: { base: "https://a.example" }
            datasets: { d: { key: [id], read: { one: "GET /articles/{id}" } } }
            """);

    DatasetManifest dataset = dataset(manifest, "d");
    assertThat(dataset.calls()).containsExactly(new Call("GET", "/articles/{id}"));
    assertThat(dataset.read().record()).isEqualTo(pointer("/data"));
  }

  @Test
  void thatOfADatasetTakesThePlaceOfThatAtTheTop() {
    Manifest manifest =
        read(
            """
            preset: odata-v4
            connection: { base: "https://a.example" }
            datasets:
              a: { key: [id], scan: { call: "GET /a" } }
              b: { preset: link-header-rest, key: [id], scan: { call: "GET /b" } }
            """);

    assertThat(manifest.connection().failure().code()).contains(pointer("/error/code"));
    assertThat(dataset(manifest, "a").scan().orElseThrow().records()).isEqualTo(pointer("/value"));
    ListSpec scan = dataset(manifest, "b").scan().orElseThrow();
    assertThat(scan.records()).isEqualTo(JsonPointer.empty());
    assertThat(scan.paging().kind()).isEqualTo(new Paging.NextUrl(Optional.empty()));
  }

  @Test
  void thatOfADatasetSaysNothingOfTheConnection() {
    Manifest manifest =
        read(
            """
            connection: { base: "https://a.example" }
            datasets: { d: { preset: odata-v4, key: [id], scan: { call: "GET /d" } } }
            """);

    assertThat(manifest.connection().failure().code()).isEmpty();
  }

  @Test
  void whatAPresetSaysIsToldOfAtTheLineThatNamesIt() {
    assertThat(
            faults(
                """
                connection: { base: "https://a.example" }
                datasets:
                  d:
                    preset: graphql-connection
                    key: [id]
                    scan: { call: "GET /d", page: { pageInfo: { from: /data/d/pageInfo } } }
                """))
        .containsExactly("datasets.d.scan.body: must not be given with GET (line 5)");
  }

  @Test
  void aNameThatThereIsNotIsAFault() {
    String manifest =
        """
        preset: %s
        connection: { base: "https://a.example" }
        datasets: { d: { key: [id], scan: { call: "GET /d" } } }
        """;

    assertThat(faults(manifest.formatted("scim")))
        .containsExactly("preset: must be a known word: scim, did you mean scim2? (line 2)");
    assertThat(faults(manifest.formatted("[scim2]")))
        .containsExactly("preset: must be text (line 2)");
    assertThat(faults(manifest.formatted("salesforce-bulk")))
        .containsExactly(
            "preset: must be a known word: salesforce-bulk, did you mean salesforce-bulk2? (line"
                + " 2)");
  }

  /** Names and words of the developer guide of Bulk API 2.0. */
  @Test
  void jobsOfSalesforceNeedTheirCallsAndTheirObjectOnly() {
    BulkSpec bulk = dataset(read(SALESFORCE), "accounts").write().bulk().orElseThrow();

    assertThat(bulk.open().id()).isEqualTo(pointer("/id"));
    assertThat(bulk.open().step().body().orElseThrow().root())
        .hasToString(
            "{\"object\":\"Account\",\"operation\":\"{bulk.operation}\",\"contentType\":\"CSV\","
                + "\"lineEnding\":\"CRLF\"}");
    assertThat(bulk.close().orElseThrow().body().orElseThrow().root())
        .hasToString("{\"state\":\"UploadComplete\"}");
    assertThat(bulk.abort().body().orElseThrow().root()).hasToString("{\"state\":\"Aborted\"}");
    assertThat(bulk.poll().at()).isEqualTo(pointer("/state"));
    assertThat(bulk.poll().open()).containsExactly("Open");
    assertThat(bulk.poll().ended()).containsExactlyInAnyOrder("JobComplete", "Failed", "Aborted");
    assertThat(bulk.codec().encode().format().name()).isEqualTo("CSV");
    assertThat(bulk.upload().cleared()).contains("#N/A");
    assertThat(bulk.upload().empty()).contains(BulkSpec.EmptyCell.UNCHANGED);
    assertThat(bulk.upload().row().key()).isEqualTo(Map.of("Id", pointer("/Id")));
    assertThat(bulk.results().succeeded().key()).containsExactly(pointer("/sf__Id"));
    assertThat(bulk.results().failed().failure().orElseThrow().text())
        .contains(pointer("/sf__Error"));
  }

  @Test
  void whereAManifestHasNoJobsThePresetAddsNone() {
    Manifest manifest =
        read(
            """
            preset: salesforce-bulk2
            connection: { base: "https://a.example" }
            datasets: { d: { key: [Id], write: { create: { call: "POST /d" } } } }
            """);

    assertThat(dataset(manifest, "d").write().bulk()).isEmpty();
  }

  @Test
  void everyPresetSaysWhatTheReaderKnows() {
    String manifest =
        """
        preset: %s
        connection: { base: "https://a.example" }
        datasets:
          d:
            key: [id]
            read: { one: "GET /d/{id}", many: { call: "GET /d", ids: { param: ids } } }
            scan: { call: "POST /d", %s }
            feed: { kind: modified-since, call: "POST /d?t={cursor.time}", cursor: { field: /t }, %s }
            write: { create: { call: "POST /d" }, update: { call: "PUT /d/{id}" } }
        """;

    assertThat(read("preset: soap-document\n" + SOAP).connection().errors()).hasSize(6);
    List<String> paging = new ArrayList<>(Presets.NAMES);
    paging.remove("soap-document"); // in no two services alike
    paging.remove("salesforce-bulk2"); // beside salesforce-rest, and pages as it does
    for (String name : paging) {
      String page = name.startsWith("graphql") ? "page: { pageInfo: { from: /p } }" : "records: /r";
      DatasetManifest dataset = dataset(read(manifest.formatted(name, page, page)), "d");
      assertThat(dataset.feed().orElseThrow().list().paging())
          .as(name)
          .isEqualTo(dataset.scan().orElseThrow().paging())
          .isNotEqualTo(Paging.single(PagingReader.SIZE));
    }
  }

  @Test
  void batchesAreOfRequestsUnlessTheManifestHasItems() {
    String manifest =
        """
        preset: %s
        connection: { base: "https://a.example" }
        datasets:
          d:
            key: [id]
            write:
              delete: { call: "DELETE /d/{id}" }
              batch: { call: POST /batch%s }
        """;
    String items =
        ", records: /r, item: { kind: { delete: d }, key: { id: /id } }, result: { items: /r, success: { at: /ok, is: y } }";
    for (String name : List.of("scim2", "odata-v4")) {
      WriteSpec.Batch batch =
          dataset(read(manifest.formatted(name, "")), "d").write().batch().orElseThrow();
      assertThat(batch.requests()).as(name).isPresent();
      WriteSpec.Batch own =
          dataset(read(manifest.formatted(name, items)), "d").write().batch().orElseThrow();
      assertThat(own.requests()).as(name).isEmpty();
      assertThat(own.beside().body()).as(name).isEmpty();
      assertThat(own.result().status()).as(name).isEmpty();
    }
  }

  private static Manifest read(String text) {
    return ManifestReader.read("adapter: http/v1\n" + text, Map.of());
  }

  private static List<String> faults(String text) {
    return catchThrowableOfType(AdapterException.ConfigInvalid.class, () -> read(text))
        .faults()
        .stream()
        .map(SettingFault::toString)
        .toList();
  }

  private static DatasetManifest dataset(Manifest manifest, String name) {
    return Objects.requireNonNull(manifest.datasets().get(name));
  }

  private static JsonPointer pointer(String text) {
    return JsonPointer.compile(text);
  }
}
