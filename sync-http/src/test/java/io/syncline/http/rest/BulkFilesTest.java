package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.HttpAdapter;
import io.syncline.http.manifest.ManifestReader;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BulkProgress;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.Applied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of jobs, sent and received. */
class BulkFilesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Charset GBK = Charset.forName("GBK");

  /** As in the developer guide of Bulk API 2.0. */
  private static final String SALESFORCE =
      """
      adapter: http/v1
      preset: salesforce-bulk2
      connection: { base: "${settings.baseUrl}" }
      datasets:
        accounts:
          key: [Id]
          write:
            create: { call: "POST /services/data/v67.0/sobjects/Account" }
            update: { call: "PATCH /services/data/v67.0/sobjects/Account/{Id}" }
            bulk:
              operations: { OPERATION }
              open: { call: POST /services/data/v67.0/jobs/ingest/, body: { object: Account } }
              upload: { call: "PUT /services/data/v67.0/jobs/ingest/{bulk.id}/batches/" }
              close: { call: "PATCH /services/data/v67.0/jobs/ingest/{bulk.id}/" }
              poll: { call: "GET /services/data/v67.0/jobs/ingest/{bulk.id}/" }
              results:
                succeeded: { call: "GET /services/data/v67.0/jobs/ingest/{bulk.id}/successfulResults/" }
                failed: { call: "GET /services/data/v67.0/jobs/ingest/{bulk.id}/failedResults/" }
                unprocessed: "GET /services/data/v67.0/jobs/ingest/{bulk.id}/unprocessedrecords/"
              abort: { call: "PATCH /services/data/v67.0/jobs/ingest/{bulk.id}/" }
      """;

  private static final String JOB =
      """
      {"id":"7505e00000AAAAAAA3","operation":"insert","object":"Account","createdById":"0055e0000078fxmAAA",\
      "createdDate":"2026-05-02T18:16:57.000+0000","systemModstamp":"2026-05-02T18:16:57.000+0000",\
      "state":"STATE","concurrencyMode":"Parallel","contentType":"CSV","apiVersion":67.0,\
      "contentUrl":"services/data/v67.0/jobs/ingest/7505e00000AAAAAAA3/batches","lineEnding":"CRLF",\
      "columnDelimiter":"COMMA"}""";

  private final ScriptedServer server = new ScriptedServer();
  private final List<Adapter> opened = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    opened.forEach(Adapter::close);
    server.close();
  }

  @Test
  void anInsertIsWhatTheGuideOfSalesforceShows() {
    BulkWriter bulk = bulk(SALESFORCE.replace("OPERATION", "create: insert"), "accounts");
    List<Write> writes =
        List.of(
            create("w1", "Lorem Ipsum", "Milano", 2676),
            create("w2", "Posuere Inc", "Bod\u00F8", 141603),
            create("w3", "Angeles, \"Urban\"", "Aykol", 197724),
            create("w4", "Posuere Inc", "Bod\u00F8", 141603),
            create("w5", "Late", "Xukou", 1));
    json(200, JOB.replace("STATE", "Open"));
    json(200, JOB.replace("STATE", "Open"));
    json(201, "");
    json(200, JOB.replace("STATE", "UploadComplete"));
    json(200, JOB.replace("STATE", "InProgress"));
    json(200, JOB.replace("STATE", "Failed"));
    csv(
        """
        "sf__Id","sf__Created",Name,ShippingCity,NumberOfEmployees
        "0018c00002FInboAAD","true","Angeles, ""Urban\""","Aykol","197724"
        "0018c00002FInbkAAD","true","Posuere Inc","Bod\u00F8","141603"
        "0018c00002FInbjAAD","true","Posuere Inc","Bod\u00F8","141603"
        """);
    csv(
        """
        "sf__Error","sf__Id",Name,ShippingCity,NumberOfEmployees
        "DUPLICATE_VALUE:duplicate value found: Name duplicates value on record with id: 0018c:--","","Lorem Ipsum","Milano","2676"
        """);
    csv("Name,ShippingCity,NumberOfEmployees\nLate,Xukou,1\n");

    String ticket = bulk.open("first", PATIENCE);
    bulk.submit(ticket, writes, PATIENCE);
    BulkProgress running = bulk.poll(ticket, PATIENCE);
    BulkProgress ended = bulk.poll(ticket, PATIENCE);
    List<WriteOutcome> outcomes = bulk.outcomes(ticket, writes, PATIENCE);

    assertThat(ticket).isEqualTo("create=7505e00000AAAAAAA3");
    assertThat(running).isInstanceOf(BulkProgress.Running.class);
    assertThat(ended).isEqualTo(new BulkProgress.Ended());
    assertThat(outcomes)
        .containsExactly(
            new WriteOutcome.Duplicate(
                Optional.empty(),
                "HTTP 400: DUPLICATE_VALUE:duplicate value found: Name duplicates value on record"
                    + " with id: 0018c:--"),
            applied("0018c00002FInbkAAD"),
            applied("0018c00002FInboAAD"),
            applied("0018c00002FInbjAAD"),
            new WriteOutcome.NotAttempted());
    assertThat(server.asked().get(0).text())
        .isEqualTo(
            "{\"object\":\"Account\",\"operation\":\"insert\",\"contentType\":\"CSV\","
                + "\"lineEnding\":\"CRLF\"}");
    assertThat(server.asked().get(2).path())
        .isEqualTo("/services/data/v67.0/jobs/ingest/7505e00000AAAAAAA3/batches/");
    assertThat(server.asked().get(2).header("Content-Type")).isEqualTo("text/csv");
    assertThat(server.asked().get(2).text())
        .isEqualTo(
            "Name,ShippingCity,NumberOfEmployees\r\n"
                + "Lorem Ipsum,Milano,2676\r\n"
                + "Posuere Inc,Bod\u00F8,141603\r\n"
                + "\"Angeles, \"\"Urban\"\"\",Aykol,197724\r\n"
                + "Posuere Inc,Bod\u00F8,141603\r\n"
                + "Late,Xukou,1\r\n");
    assertThat(server.asked().get(3).text()).isEqualTo("{\"state\":\"UploadComplete\"}");
    assertThat(server.asked().get(6).header("Accept")).isEqualTo("text/csv");
  }

  @Test
  void updatesOfDifferentFieldsShareAFileWhereAnEmptyCellChangesNothing() {
    BulkWriter bulk = bulk(SALESFORCE.replace("OPERATION", "update: update"), "accounts");
    List<Write> writes =
        List.of(
            update("w1", "001A", Row.of("Name", Value.of("Ann"))),
            update("w2", "001B", Row.of("ShippingCity", Value.NULL)));
    json(200, JOB.replace("STATE", "Open"));
    json(200, JOB.replace("STATE", "Open"));
    json(201, "");
    json(200, JOB.replace("STATE", "UploadComplete"));
    csv(
        "\"sf__Id\",\"sf__Created\",Id,Name,ShippingCity\n\"001B\",\"false\",\"001B\",\"\",\"#N/A\"\n");
    csv(
        "\"sf__Error\",\"sf__Id\",Id,Name,ShippingCity\n\"ENTITY_IS_DELETED:entity is deleted:--\",\"001A\",\"001A\",\"Ann\",\"\"\n");
    csv("");

    String ticket = bulk.open("first", PATIENCE);
    bulk.submit(ticket, writes, PATIENCE);
    List<WriteOutcome> outcomes = bulk.outcomes(ticket, writes, PATIENCE);

    assertThat(outcomes).containsExactly(new WriteOutcome.Missing(), applied("001B"));
    assertThat(server.asked().get(2).text())
        .isEqualTo("Id,Name,ShippingCity\r\n001A,Ann,\r\n001B,,#N/A\r\n");
  }

  @Test
  void aJobThatBrokeItsOwnUploadIsStoppedAndNothingOfItIsDone() {
    BulkWriter bulk = bulk(SALESFORCE.replace("OPERATION", "create: insert"), "accounts");
    json(200, JOB.replace("STATE", "Open"));
    json(200, JOB.replace("STATE", "Open"));
    json(
        400,
        "[{\"errorCode\":\"INVALIDJOBSTATE\",\"message\":\"Found multiple contents for job\"}]");
    json(200, JOB.replace("STATE", "Aborted"));

    String ticket = bulk.open("first", PATIENCE);

    assertThatThrownBy(() -> bulk.submit(ticket, List.of(create("w1", "Ann", "Bern", 1)), PATIENCE))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessage(
            "PUT /services/data/v67.0/jobs/ingest/{bulk.id}/batches/ answered INVALIDJOBSTATE:"
                + " Found multiple contents for job");
    assertThat(server.asked().get(3).text()).isEqualTo("{\"state\":\"Aborted\"}");
  }

  @Test
  void filesMayBeOfAnotherCharsetThanOtherCalls() {
    BulkWriter bulk =
        bulk(
            SALESFORCE
                .replace("OPERATION", "create: insert")
                .replace(
                    "        open:",
                    "        codec: { decode: [\"charset:GBK\", csv], encode: [csv, \"charset:GBK\"] }\n"
                        + "        open:"),
            "accounts");
    List<Write> writes =
        List.of(
            create("w1", "\u5F20\u4E09\uFF0C\u674E\u56DB", "\u5317\u4EAC", 3),
            create("w2", "\uD83D\uDE00", "Bern", 4));
    json(200, JOB.replace("STATE", "Open"));
    json(200, JOB.replace("STATE", "Open"));
    json(201, "");
    json(200, JOB.replace("STATE", "UploadComplete"));
    server.answer(
        200,
        Map.of("Content-Type", "text/csv"),
        "sf__Id,sf__Created,Name,ShippingCity,NumberOfEmployees\n001A,true,\u5F20\u4E09\uFF0C\u674E\u56DB,\u5317\u4EAC,3\n"
            .getBytes(GBK));
    csv("");
    csv("");

    String ticket = bulk.open("first", PATIENCE);
    bulk.submit(ticket, writes, PATIENCE);
    List<WriteOutcome> outcomes = bulk.outcomes(ticket, writes, PATIENCE);

    assertThat(server.asked().get(2).text(GBK))
        .isEqualTo(
            "Name,ShippingCity,NumberOfEmployees\r\n\u5F20\u4E09\uFF0C\u674E\u56DB,\u5317\u4EAC,3\r\n");
    assertThat(server.asked().get(2).header("Content-Type")).isEqualTo("text/csv; charset=GBK");
    assertThat(outcomes)
        .as("GBK has no such face, so that write goes without a job")
        .containsExactly(applied("001A"), new WriteOutcome.NotAttempted());
  }

  @Test
  void aFileThatCannotBeReadIsAskedForAgain() {
    BulkWriter bulk = bulk(SALESFORCE.replace("OPERATION", "create: insert"), "accounts");
    csv("sf__Id,sf__Created,Name\n\"001A");

    assertThatThrownBy(
            () -> bulk.outcomes("create=7505", List.of(create("w1", "Ann", "Bern", 1)), PATIENCE))
        .isInstanceOf(AdapterException.Unreachable.class)
        .hasMessage(
            "GET /services/data/v67.0/jobs/ingest/{bulk.id}/successfulResults/ answered with"
                + " something that is not CSV: row=1");
  }

  @Test
  void everyCallOfAJobIsExplained() {
    String text =
        Explanation.of(
            ManifestReader.read(
                SALESFORCE.replace("OPERATION", "create: insert"),
                Map.of("baseUrl", "https://a.example")));

    assertThat(text)
        .contains("creates 200 to 10000 records by jobs, one of each kind:")
        .contains("POST /services/data/v67.0/jobs/ingest/")
        .contains("\"operation\":\"insert\"")
        .contains("gives a job its file of writes:")
        .contains("PUT /services/data/v67.0/jobs/ingest/{bulk.id}/batches/")
        .contains("Content-Type: text/csv")
        .contains(
            "success: its state is at /state; it waits with Open, and has ended with Aborted,"
                + " Failed, JobComplete; missing means lost")
        .contains("reads what it did not come to:")
        .contains("stops a job, also one that gets no writes:");
  }

  private BulkWriter bulk(String manifest, String dataset) {
    try {
      Path file = Files.writeString(folder.resolve("a.yaml"), manifest);
      Adapter adapter =
          HttpAdapter.manifest(file)
              .setting("baseUrl", server.url())
              .open(AdapterContext.of(InstantSource.system()));
      opened.add(adapter);
      return adapter.dataset(DatasetSpec.of(dataset)).bulkWriter().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void json(int status, String body) {
    server.answer(
        status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  private void csv(String body) {
    server.answer(200, Map.of("Content-Type", "text/csv"), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Write create(String id, String name, String city, long employees) {
    Row fields =
        Row.of(
            List.of("Name", "ShippingCity", "NumberOfEmployees"),
            Value.of(name),
            Value.of(city),
            Value.of(employees));
    return new Write(
        id, WriteKind.CREATE, Optional.empty(), fields, new Precondition.Absent(), false);
  }

  private static Write update(String id, String key, Row fields) {
    return new Write(
        id,
        WriteKind.UPDATE,
        Optional.of(NativeKey.of(key)),
        fields,
        new Precondition.Exists(),
        false);
  }

  private static WriteOutcome applied(String key) {
    return new Applied(NativeKey.of(key), Optional.empty(), Optional.empty());
  }
}
