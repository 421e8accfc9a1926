package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.model.FieldType;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes to a service that compares nothing: their records are read right before. */
class ComparedWritesTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: "${settings.baseUrl}"
        auth: { bearer: "${secret.crm}" }
        retry: { max: 0 }
      datasets:
        contacts:
          key: [id]
          read:
            one: "GET /contacts/{id}"
            many: { call: "GET /contacts", ids: { param: ids, max: 50 }, records: /items }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after } }
          write:
            compareBefore: true
            create: { call: "POST /contacts", answers: record, idempotency: { header: Idempotency-Key } }
            update: { call: "PATCH /contacts/{id}", answers: record }
            delete: { call: "DELETE /contacts/{id}" }
      """;

  private static final String VERSIONED =
      MANIFEST.replace("    read:\n", "    version: { field: /etag }\n    read:\n");

  private static final String BATCHED =
      MANIFEST.replace(
          "      compareBefore: true\n",
          """
                compareBefore: true
                batch:
                  call: "POST /contacts/batch"
                  max: 40
                  records: /inputs
                  item:
                    reference: /clientRef
                    kind: { at: /op, update: update, delete: delete }
                    key: { id: /id }
                    fields: /fields
                  result: { items: /results, by: /clientRef, status: /status }
          """);

  @TempDir private Path folder;
  private FakeSaas saas;
  private FakeDataset contacts;
  private FakeRecord ann;
  private int writes;

  @BeforeEach
  void start() {
    saas = FakeSaas.builder().token(Crm.TOKEN).start();
    contacts = saas.dataset("contacts");
    ann = contacts.create(Map.of("name", "Ann", "city", "Bonn"));
  }

  @AfterEach
  void stop() {
    saas.close();
  }

  private HttpAdapter manifest(String text) throws IOException {
    return Crm.manifest(folder, text, saas);
  }

  private List<WriteOutcome> write(String manifest, List<Write> several) throws IOException {
    try (Adapter adapter = manifest(manifest).open(AdapterContext.of(SystemClock.get()))) {
      return adapter
          .dataset(DatasetSpec.of("contacts"))
          .writer()
          .orElseThrow()
          .write(several, Crm.PATIENCE);
    }
  }

  private WriteOutcome write(Write write) throws IOException {
    return write(MANIFEST, List.of(write)).get(0);
  }

  private Write update(FakeRecord record, String name, Precondition condition) {
    return new Write(
        "w" + ++writes,
        WriteKind.UPDATE,
        Optional.of(NativeKey.of(record.id())),
        Row.of("name", Value.of(name)),
        condition,
        false);
  }

  private Write delete(FakeRecord record, Precondition condition) {
    return new Write(
        "w" + ++writes,
        WriteKind.DELETE,
        Optional.of(NativeKey.of(record.id())),
        Row.empty(),
        condition,
        false);
  }

  private static Precondition named(String name) {
    return new Precondition.FieldsAre(Row.of("name", Value.of(name)));
  }

  private Map<String, Object> shown(FakeRecord record) {
    return Map.copyOf(contacts.find(record.id()).orElseThrow().fields());
  }

  @Test
  void whatIsAsTheHubKnowsItIsWritten() throws IOException {
    assertThat(write(update(ann, "Bea", named("Ann")))).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(shown(ann)).containsEntry("name", "Bea").containsEntry("city", "Bonn");

    assertThat(write(delete(ann, named("Bea")))).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(contacts.snapshot()).isEmpty();
  }

  @Test
  void whatSomebodyElseChangedIsStaleAndShown() throws IOException {
    contacts.update(ann.id(), Map.of("name", "Amy"));

    for (Write late : List.of(update(ann, "Bea", named("Ann")), delete(ann, named("Ann")))) {
      assertThat(write(late))
          .isInstanceOfSatisfying(
              WriteOutcome.Stale.class,
              stale ->
                  assertThat(stale.current().orElseThrow().row().get("name"))
                      .contains(Value.of("Amy")));
    }
    assertThat(saas.writeRequests()).isZero();
  }

  @Test
  void whatWasChangedElsewhereInTheRecordIsNoMatter() throws IOException {
    contacts.update(ann.id(), Map.of("city", "Koeln"));

    assertThat(write(update(ann, "Bea", named("Ann")))).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(shown(ann)).containsEntry("name", "Bea").containsEntry("city", "Koeln");
  }

  @Test
  void withVersionsTheyAreCompared() throws IOException {
    Precondition seen = new Precondition.VersionIs(Version.opaque(ann.etag()));
    contacts.update(ann.id(), Map.of("city", "Koeln"));

    assertThat(write(VERSIONED, List.of(update(ann, "Bea", seen))).get(0))
        .isInstanceOf(WriteOutcome.Stale.class);
    Precondition now =
        new Precondition.VersionIs(Version.opaque(contacts.find(ann.id()).orElseThrow().etag()));
    assertThat(write(VERSIONED, List.of(update(ann, "Bea", now))).get(0))
        .isInstanceOf(WriteOutcome.Applied.class);
  }

  /** A list tells no ETag, so each is read alone. */
  @Test
  void versionsInHeadersAreReadOneByOne() throws IOException {
    String inHeader = VERSIONED.replace("{ field: /etag }", "{ etag: header }");
    Precondition seen = new Precondition.VersionIs(Version.opaque(ann.etag()));

    assertThat(write(inHeader, List.of(update(ann, "Bea", seen))).get(0))
        .isInstanceOf(WriteOutcome.Applied.class);
    assertThat(saas.requests(FakeRequest.READ)).isOne();
    assertThat(saas.requests(FakeRequest.READ_MANY)).isZero();
  }

  @Test
  void aRepeatThatFindsWhatItSetIsDoneAndAFirstAttemptIsStale() throws IOException {
    Write own = update(ann, "Bea", named("Ann"));
    contacts.update(ann.id(), Map.of("name", "Bea"));

    assertThat(write(own)).isInstanceOf(WriteOutcome.Stale.class);
    assertThat(write(Crm.repeated(own))).isInstanceOf(WriteOutcome.Unchanged.class);
    assertThat(saas.writeRequests()).isZero();
  }

  @Test
  void whatIsGoneIsMissingAndADeleteThatIsSentAgainIsDone() throws IOException {
    Write gone = delete(ann, named("Ann"));
    contacts.purge(ann.id());

    assertThat(write(update(ann, "Bea", named("Ann")))).isInstanceOf(WriteOutcome.Missing.class);
    assertThat(write(gone)).isInstanceOf(WriteOutcome.Missing.class);
    assertThat(write(Crm.repeated(gone))).isInstanceOf(WriteOutcome.Unchanged.class);
  }

  @Test
  void manyAreLookedAtInFewCallsAndEachIsJudgedByItself() throws IOException {
    List<FakeRecord> records =
        IntStream.range(0, 90).mapToObj(i -> contacts.create(Map.of("name", "n" + i))).toList();
    contacts.update(records.get(41).id(), Map.of("name", "somebody's"));
    List<Write> updates =
        IntStream.range(0, 90)
            .mapToObj(i -> update(records.get(i), "new " + i, named("n" + i)))
            .toList();

    List<WriteOutcome> outcomes = write(BATCHED, updates);

    assertThat(outcomes.get(41)).isInstanceOf(WriteOutcome.Stale.class);
    assertThat(outcomes.stream().filter(WriteOutcome.Applied.class::isInstance)).hasSize(89);
    assertThat(shown(records.get(41))).containsEntry("name", "somebody's");
    assertThat(shown(records.get(89))).containsEntry("name", "new 89");
    assertThat(saas.requests(FakeRequest.READ_MANY)).isEqualTo(3);
    assertThat(saas.requests(FakeRequest.BATCH)).isEqualTo(3);
    assertThat(saas.requests(FakeRequest.READ)).isZero();
  }

  @Test
  void whatCannotBeLookedAtIsNotSent() throws IOException {
    saas.faults().nextRead(FakeFault.UNAVAILABLE);
    assertThat(write(update(ann, "Bea", named("Ann"))))
        .isInstanceOfAny(WriteOutcome.Throttled.class, WriteOutcome.Unavailable.class);

    saas.access().token("another-token-of-the-crm");
    assertThatThrownBy(() -> write(update(ann, "Bea", named("Ann"))))
        .isInstanceOf(AdapterException.AuthFailed.class);
    assertThat(saas.writeRequests()).isZero();
  }

  @Test
  void itSaysThatItComparesBefore() throws IOException {
    try (Adapter adapter = manifest(MANIFEST).open(AdapterContext.of(SystemClock.get()))) {
      var can = adapter.dataset(DatasetSpec.of("contacts")).capabilities();
      assertThat(can.comparesBeforeWrite()).isTrue();
      assertThat(can.preconditions())
          .containsExactlyInAnyOrder(
              PreconditionKind.ABSENT, PreconditionKind.EXISTS, PreconditionKind.FIELDS);
    }
    assertThat(manifest(MANIFEST).explain())
        .contains(
            "before each update and delete the record is read by its key, and the write sent where"
                + " the values that it changes are as the hub knows; what somebody changes in"
                + " between is written over");
  }

  @Test
  void whatCannotBeDeclaredIsToldByItsPath() {
    assertFault(
        MANIFEST.replaceAll("(?s)    read:.*    scan:", "    scan:"),
        "datasets.contacts.read: must be given: compareBefore reads records before they are"
            + " written");
    assertFault(
        VERSIONED
            .replace(
                "answers: record }\n      delete",
                "ifVersion: { header: If-Match } }\n      delete")
            .replace("{id}\" }\n", "{id}\", ifVersion: { header: If-Match } }\n"),
        "datasets.contacts.write.compareBefore: must not be given: the service compares all that is"
            + " written");
    assertFault(
        MANIFEST.replace("\"POST /contacts\",", "\"POST /contacts\", ifNoneMatch: true,"),
        "datasets.contacts.write.create: must not have ifNoneMatch: its call does not name the key");
    assertFault(
        MANIFEST.replace("{id}\" }\n", "{id}\", ifNoneMatch: true }\n"),
        "datasets.contacts.write.delete: must not have ifNoneMatch: it changes what is there");
  }

  private void assertFault(String manifest, String fault) {
    assertThatThrownBy(() -> manifest(manifest).open(AdapterContext.of(SystemClock.get())))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(fault);
  }

  /** Neither side has versions, and both are edited, also at once. */
  @Test
  void aHubKeepsSuchAServiceInAgreement() throws IOException {
    MemorySystem erp = new MemorySystem(SystemClock.get());
    MemoryTable customers =
        erp.table("customer", shape -> shape.assignedKey("id").columns("name", "city"));
    for (String manifest : List.of(MANIFEST, VERSIONED, BATCHED)) {
      try (Hub hub =
          Hub.builder()
              .state(StateStore.inMemory())
              .system("crm", manifest(manifest))
              .system("erp", erp)
              .entity(
                  "customer",
                  customer ->
                      customer
                          .field("name", FieldType.text(80))
                          .field("city", FieldType.text(80))
                          .matchOn("name")
                          .in("crm", flow -> flow.dataset("contacts").everyFieldByName())
                          .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
              .build()) {
        settle(hub);
        String key = customers.keysWhere("name", "Ann").get(0);

        customers.change(key, "city", "Essen");
        contacts.update(ann.id(), Map.of("name", "Anna"));
        settle(hub);
        assertThat(shown(ann)).containsEntry("name", "Anna").containsEntry("city", "Essen");
        assertThat(customers.show(key, "name")).isEqualTo("Anna");

        int written = saas.writeRequests();
        settle(hub);
        assertThat(saas.writeRequests()).as("no echo").isEqualTo(written);

        customers.change(key, "name", "Ann").change(key, "city", "Bonn");
        settle(hub);
        assertThat(shown(ann)).containsEntry("name", "Ann").containsEntry("city", "Bonn");
      }
    }
  }

  private static void settle(Hub hub) {
    for (int i = 0; i < 5 && !hub.sync().settled(); i++) {
      // what was written may have to be read before it is written again
    }
    assertThat(hub.sync().settled()).isTrue();
  }
}
