package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.http.client.HttpDate;
import io.syncline.http.rest.DatedService.Asked;
import io.syncline.http.rest.DatedService.Compares;
import io.syncline.model.FieldType;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Image;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.FieldError;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes on condition of a time, and of a version in the query. */
class DatedWritesTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection: { base: "${settings.baseUrl}" }
      datasets:
        contacts:
          key: [id]
          version: { modified: /updatedAt }
          read:
            one: "GET /c/{id}"
          scan: { call: "GET /c", records: /items }
          write:
            compareBefore: true
            create: { call: "POST /c", answers: record }
            update: { call: "PATCH /c/{id}", answers: record, ifVersion: { header: If-Unmodified-Since } }
            delete: { call: "DELETE /c/{id}", ifVersion: { header: If-Unmodified-Since } }
      """;

  private static final String MANY =
      MANIFEST.replace(
          "one: \"GET /c/{id}\"",
          "many: { call: \"GET /c\", ids: { param: ids }, records: /items }");

  private static final String WEAK =
      MANIFEST
          .replace("/updatedAt }", "/updatedAt, weak: true }")
          .replace("      compareBefore: true\n", "");

  private static final String IN_QUERY =
      MANIFEST
          .replace("{ modified: /updatedAt }", "{ field: /rev }")
          .replace("      compareBefore: true\n", "")
          .replace("{ header: If-Unmodified-Since }", "{ query: rev }");

  /** Long over, and with a fraction. */
  private static final Instant LONG_AGO = Instant.parse("2026-01-04T08:49:37.250Z");

  private static final String NEXT_SECOND = "Sun, 04 Jan 2026 08:49:38 GMT";

  @TempDir private Path folder;
  private DatedService service;
  private Adapter adapter;
  private int writes;

  private Dataset open(String manifest, Compares compares) throws IOException {
    service = new DatedService(compares);
    return opened(manifest, service.url());
  }

  private Dataset opened(String manifest, String url) throws IOException {
    adapter = manifest(manifest, url).open(AdapterContext.of(SystemClock.get()));
    return adapter.dataset(DatasetSpec.of("contacts"));
  }

  private HttpAdapter manifest(String text, String url) throws IOException {
    return HttpAdapter.manifest(Files.writeString(folder.resolve("c.yaml"), text))
        .setting("baseUrl", url);
  }

  @AfterEach
  void close() {
    if (adapter != null) {
      adapter.close();
    }
    if (service != null) {
      service.close();
    }
  }

  private static Image read(Dataset dataset, String id) {
    PointRead read =
        dataset.pointReader().orElseThrow().read(List.of(NativeKey.of(id)), Crm.PATIENCE).get(0);
    return ((PointRead.Found) read).image();
  }

  private WriteOutcome update(Dataset dataset, String id, String name, Version version) {
    return write(dataset, WriteKind.UPDATE, id, Row.of("name", Value.of(name)), version);
  }

  private WriteOutcome write(
      Dataset dataset, WriteKind kind, String id, Row fields, Version version) {
    Write write =
        new Write(
            "w" + ++writes,
            kind,
            Optional.of(NativeKey.of(id)),
            fields,
            new Precondition.VersionIs(version),
            false);
    return dataset.writer().orElseThrow().write(List.of(write), Crm.PATIENCE).get(0);
  }

  @ParameterizedTest
  @EnumSource
  void aTimeGoesAsTheDateOfTheSecondThatItHasPassed(Compares compares) throws IOException {
    for (String manifest : List.of(MANIFEST, MANY)) {
      Dataset contacts = open(manifest, compares);
      String ann = service.put("Ann", LONG_AGO);
      String bob = service.put("Bob", LONG_AGO);
      Version seen = read(contacts, ann).version().orElseThrow();

      assertThat(seen).isEqualTo(Version.opaque(LONG_AGO.toString()));
      assertThat(update(contacts, ann, "Anna", seen)).isInstanceOf(WriteOutcome.Applied.class);
      assertThat(write(contacts, WriteKind.DELETE, bob, Row.empty(), seen))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(service.writes())
          .containsExactly(
              new Asked("PATCH", "/c/" + ann, Optional.of(NEXT_SECOND)),
              new Asked("DELETE", "/c/" + bob, Optional.of(NEXT_SECOND)));
      assertThat(service.show(ann, "name")).isEqualTo("Anna");
      close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatSomebodyElseChangedIsStaleAndReadBack(Compares compares) throws IOException {
    Dataset contacts = open(MANIFEST, compares);
    String ann = service.put("Ann", LONG_AGO);
    Version seen = read(contacts, ann).version().orElseThrow();
    service.rename(ann, "Amy");

    assertThat(update(contacts, ann, "Anna", seen)).isInstanceOf(WriteOutcome.Stale.class);
    assertThat(write(contacts, WriteKind.DELETE, ann, Row.empty(), seen))
        .isInstanceOf(WriteOutcome.Stale.class);

    assertThat(read(contacts, ann).row().get("name")).contains(Value.of("Amy"));
    assertThat(service.show(ann, "name")).isEqualTo("Amy");
  }

  /** An edit that is still to come could have its second. */
  @Test
  void nothingIsSentBeforeTheSecondOfTheVersionIsOver() throws IOException {
    for (String manifest : List.of(MANIFEST, MANY)) {
      Dataset contacts = open(manifest, Compares.SECONDS);
      Instant ahead = service.now().plusSeconds(3600);
      String ann = service.put("Ann", ahead);

      assertThat(update(contacts, ann, "Anna", Version.opaque(ahead.toString())))
          .isEqualTo(
              new WriteOutcome.Blocked(
                  "the second of its version, which is not over by the service's clock: " + ahead));
      assertThat(update(contacts, ann, "Anna", Version.opaque(LONG_AGO.toString())))
          .as("another version is stale at once")
          .isInstanceOf(WriteOutcome.Stale.class);
      assertThat(service.writes()).isEmpty();

      service.rename(ann, "Amy");
      Version seen = read(contacts, ann).version().orElseThrow();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> update(contacts, ann, "Anna", seen) instanceof WriteOutcome.Applied);
      assertThat(service.show(ann, "name")).isEqualTo("Anna");
      close();
    }
  }

  /** Without the header, the write would change whatever is there. */
  @Test
  void aVersionThatIsNoTimeIsRejectedAndNothingIsSent() throws IOException {
    String batched =
        WEAK.replace(
            "    write:\n",
            """
                write:
                  batch:
                    call: "POST /c"
                    records: /r
                    requests: { method: /m, url: /u, headers: /h, body: /b }
                    result: { items: /r, status: /s, body: /b }
            """);
    for (String manifest : List.of(MANIFEST, WEAK, batched)) {
      Dataset contacts = open(manifest, Compares.SECONDS);
      String ann = service.put("Ann", LONG_AGO);
      for (String text : List.of("yesterday", "2026-01-04 08:49:37", "+12026-01-04T08:49:37Z")) {
        service.set(ann, "Ann", text);
        String why = "must be a time as its format has it, for If-Unmodified-Since: " + text;
        assertThat(update(contacts, ann, "Anna", Version.opaque(text)))
            .isEqualTo(
                new WriteOutcome.Rejected(
                    "UNFIT", "updatedAt " + why, List.of(new FieldError("updatedAt", why))));
      }
      assertThat(service.writes()).isEmpty();
      close();
    }
  }

  @Test
  void aConditionOnValuesHasNoDateAndIsRefused() throws IOException {
    Dataset contacts = open(MANIFEST, Compares.SECONDS);
    String ann = service.put("Ann", LONG_AGO);
    Row name = Row.of("name", Value.of("Ann"));
    Write write =
        new Write(
            "w1",
            WriteKind.UPDATE,
            Optional.of(NativeKey.of(ann)),
            name,
            new Precondition.FieldsAre(name),
            false);

    assertThat(contacts.writer().orElseThrow().write(List.of(write), Crm.PATIENCE))
        .containsExactly(
            new WriteOutcome.Rejected("UNSUPPORTED", "no UPDATE under FieldsAre", List.of()));
    assertThat(service.writes()).isEmpty();
  }

  @Test
  void whatIsWeakCountsAtOnceAndSaysSo() throws IOException {
    Dataset contacts = open(WEAK, Compares.SECONDS);
    Instant ahead = service.now().plusSeconds(3600);
    String ann = service.put("Ann", ahead);
    Version seen = read(contacts, ann).version().orElseThrow();

    assertThat(contacts.scanner().orElseThrow().start(Crm.LIMITS).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.image().version()).contains(seen));
    assertThat(update(contacts, ann, "Anna", seen))
        .isInstanceOfSatisfying(
            WriteOutcome.Applied.class, own -> assertThat(own.version()).isPresent());
    assertThat(service.writes())
        .extracting(Asked::since)
        .containsExactly(Optional.of(HttpDate.write(ahead)));
    assertThat(contacts.capabilities().comparesBeforeWrite()).isTrue();
    assertThat(contacts.capabilities().preconditions()).contains(PreconditionKind.VERSION);
  }

  @Test
  void whatComparesBeforeSaysSo() throws IOException {
    Dataset contacts = open(MANIFEST, Compares.SECONDS);

    assertThat(contacts.capabilities().comparesBeforeWrite()).isTrue();
    assertThat(contacts.capabilities().preconditions()).contains(PreconditionKind.VERSION);
  }

  @Test
  void aVersionInTheQueryIsEncodedAndCompared() throws IOException {
    Dataset contacts = open(IN_QUERY, Compares.SECONDS);
    String ann = service.put("Ann", LONG_AGO);
    Version seen = read(contacts, ann).version().orElseThrow();
    assertThat(seen).isEqualTo(Version.opaque("1-a&b=\u00fc/+ %"));

    assertThat(update(contacts, ann, "Anna", seen)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(update(contacts, ann, "Anne", seen)).isInstanceOf(WriteOutcome.Stale.class);
    Version now = read(contacts, ann).version().orElseThrow();
    assertThat(write(contacts, WriteKind.DELETE, ann, Row.empty(), now))
        .isInstanceOf(WriteOutcome.Applied.class);

    assertThat(service.writes())
        .extracting(Asked::path)
        .containsExactly(
            "/c/r1?rev=1-a%26b%3D%C3%BC%2F%2B%20%25",
            "/c/r1?rev=1-a%26b%3D%C3%BC%2F%2B%20%25", "/c/r1?rev=2-a%26b%3D%C3%BC%2F%2B%20%25");
    assertThat(service.size()).isZero();
  }

  @Test
  void itGoesBehindAQueryThatTheCallHas() throws IOException {
    try (ScriptedServer scripted = new ScriptedServer()) {
      scripted.answer(200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
      Dataset contacts =
          opened(
              IN_QUERY
                  .replace("PATCH /c/{id}", "PATCH /c/{id}?notify=no&key={id}")
                  .replace("query: rev }", "query: if rev, quoted: true }"),
              scripted.url());

      update(contacts, "r1", "Anna", Version.opaque("7"));

      assertThat(scripted.asked().get(0).path())
          .isEqualTo("/c/r1?notify=no&key=r1&if%20rev=%227%22");
    }
  }

  @Test
  void itemsOfABatchHaveItInTheirUrlAndTheDateInTheirHeaders() throws IOException {
    try (ScriptedServer scripted = new ScriptedServer()) {
      String batch =
          """
              write:
                batch:
                  call: "POST /batch"
                  records: /r
                  requests: { method: /m, url: /u, HEADERSbody: /b }
                  result: { items: /r, status: /s, body: /b, headers: /h }
          """;
      scripted.answer(
          200,
          Map.of(),
          """
          {"r": [{"s": 200, "b": {"id": "r1", "name": "Anna", "updatedAt": "2026-01-04T08:49:37Z"}}]}
          """
              .getBytes(StandardCharsets.UTF_8));
      Dataset contacts =
          opened(
              WEAK.replace("    write:\n", batch.replace("HEADERS", "headers: /h, ")),
              scripted.url());
      WriteOutcome outcome = update(contacts, "r1", "Anna", Version.opaque(LONG_AGO.toString()));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              WriteOutcome.Applied.class,
              applied ->
                  assertThat(applied.version()).contains(Version.opaque("2026-01-04T08:49:37Z")));
      assertThat(scripted.asked().get(0).text())
          .contains("\"if-unmodified-since\":\"Sun, 04 Jan 2026 08:49:37 GMT\"}");
      adapter.close();

      scripted.answer(200, Map.of(), "{\"r\": [{\"s\": 412}]}".getBytes(StandardCharsets.UTF_8));
      contacts =
          opened(IN_QUERY.replace("    write:\n", batch.replace("HEADERS", "")), scripted.url());
      assertThat(update(contacts, "r1", "Anna", Version.opaque("1 2")))
          .isInstanceOf(WriteOutcome.Stale.class);
      assertThat(scripted.asked().get(1).text()).contains("\"/c/r1?rev=1%202\"");
    }
  }

  /** It would never be written, and nobody would know why. */
  @Test
  void withoutADateAWriteIsRefused() throws IOException {
    String record = "{\"id\": \"r1\", \"name\": \"Ann\", \"updatedAt\": \"" + LONG_AGO + "\"}";
    try (UndatedServer undated = new UndatedServer(record)) {
      Dataset contacts = opened(MANIFEST, undated.url());

      assertThat(update(contacts, "r1", "Anna", Version.opaque(LONG_AGO.toString())))
          .isEqualTo(
              new WriteOutcome.Rejected(
                  "UNSUPPORTED",
                  "no UPDATE where answers have no Date, by which the times of versions are told to"
                      + " be over: see version.weak",
                  List.of()));
    }
  }

  @Test
  void theCallsAreExplained() throws IOException {
    String url = "https://crm.example";

    assertThat(manifest(MANIFEST, url).explain())
        .contains(
            "version: at /updatedAt of a record, a time, which is sent once its second is over by"
                + " Date of an answer")
        .contains("      If-Unmodified-Since: {version}\n")
        .contains(
            "before each update and delete the record is read by its key, and the write sent where"
                + " its version is as the hub knows; what somebody changes in between is refused by"
                + " the service, since what has a later second counts");
    assertThat(manifest(WEAK, url).explain())
        .contains(
            "version: at /updatedAt of a record, a time, cut off to its second: an edit within that"
                + " is written over")
        .doesNotContain("before each");
    assertThat(manifest(IN_QUERY, url).explain())
        .contains("    PATCH /c/{id}?rev={version}\n", "    DELETE /c/{id}?rev={version}\n");
  }

  /** It reads and waits where a version is too young, and writes nothing over. */
  @ParameterizedTest
  @EnumSource
  void aHubKeepsSuchAServiceInAgreement(Compares compares) throws IOException {
    MemorySystem erp = new MemorySystem(SystemClock.get());
    MemoryTable customers = erp.table("customer", shape -> shape.assignedKey("id").columns("name"));
    // a second that is cut off is never late enough for fractions
    String third = compares == Compares.SECONDS ? WEAK : MANIFEST;
    for (String manifest : List.of(MANY, IN_QUERY, third)) {
      service = new DatedService(compares);
      String ann = service.put("Ann", LONG_AGO);
      try (Hub hub =
          Hub.builder()
              .state(StateStore.inMemory())
              .system("crm", manifest(manifest, service.url()))
              .system("erp", erp)
              .entity(
                  "customer",
                  customer ->
                      customer
                          .field("name", FieldType.text(80))
                          .matchOn("name")
                          .in("crm", flow -> flow.dataset("contacts").everyFieldByName())
                          .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
              .build()) {
        settle(hub);
        String key = customers.keysWhere("name", "Ann").get(0);

        customers.change(key, "name", "Bea");
        settle(hub);
        assertThat(service.show(ann, "name")).isEqualTo("Bea");

        service.rename(ann, "Cleo");
        settle(hub);
        assertThat(customers.show(key, "name")).isEqualTo("Cleo");

        customers.change(key, "name", "Ann");
        settle(hub);
        assertThat(service.show(ann, "name")).isEqualTo("Ann");
        int written = service.writes().size();
        settle(hub);
        assertThat(service.writes()).as("no echo").hasSize(written);
      }
      service.close();
    }
  }

  private void settle(Hub hub) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              int before = service.asked().size();
              boolean settled = hub.sync().settled();
              assertThat(service.asked().size() - before)
                  .as("a version that is too young is looked at a few times in a run")
                  .isLessThan(20);
              return settled;
            });
  }
}
