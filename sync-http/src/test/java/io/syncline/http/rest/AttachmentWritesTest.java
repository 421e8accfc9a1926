package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.http.blob.FileBlobStore;
import io.syncline.model.FieldType;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.Contents;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go to a service, each in a call of its own. */
class AttachmentWritesTest {

  private static final long SEED = 4711;
  private static final Limits LIMITS = new Limits(100, Duration.ofSeconds(20));

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: "${settings.baseUrl}"
        auth: { bearer: "${secret.crm}" }
        retry: { max: 2, backoff: { base: 1ms, cap: 1ms }, giveBackAfter: 2s }
      datasets:
        contacts:
          key: [id]
          version: { etag: header, field: /etag }
          read: { one: "GET /contacts/{id}" }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after } }
          attachments:
            photo:
              ref: /photoUrl
              store: blobs
              write: { upload: "PUT /contacts/{id}/photo", clear: "DELETE /contacts/{id}/photo", type: image/jpeg }
          write:
            create: { call: "POST /contacts", answers: record, idempotency: { header: Idempotency-Key } }
            update: { call: "PATCH /contacts/{id}", answers: record, ifVersion: { header: If-Match } }
            delete: { call: "DELETE /contacts/{id}", ifVersion: { header: If-Match } }
      """;

  private static final String CONDITIONAL =
      MANIFEST.replace("type: image/jpeg", "ifVersion: { header: If-Match }");

  private static final String REFERRING =
      MANIFEST.replace("type: image/jpeg", "max: 10, reference: photoNote");

  @TempDir private Path folder;
  private FakeSaas saas;
  private FakeDataset contacts;
  private BlobStore store;
  private FakeRecord ann;
  private int writes;

  @BeforeEach
  void start() {
    saas = FakeSaas.builder().token(Crm.TOKEN).start();
    contacts = saas.dataset("contacts");
    store = FileBlobStore.in(folder.resolve("blobs"), SystemClock.get());
    ann = contacts.create(Map.of("name", "Ann"));
  }

  @AfterEach
  void stop() {
    saas.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(SEED + length).nextBytes(bytes);
    return bytes;
  }

  private static Value text(byte[] content) {
    return Value.of(LargeObject.ofContent(content).toString());
  }

  private HttpAdapter manifest(String text) throws IOException {
    return Crm.manifest(folder, text, saas);
  }

  private WriteOutcome write(String manifest, Write write) throws IOException {
    try (Adapter adapter = manifest(manifest).open(new LentStore(store))) {
      Dataset dataset = adapter.dataset(DatasetSpec.of("contacts"));
      return dataset.writer().orElseThrow().write(List.of(write), LIMITS.within()).get(0);
    }
  }

  private Write write(Row fields, Precondition condition, byte[]... there) {
    Contents contents =
        wanted ->
            List.of(there).stream()
                .filter(content -> LargeObject.ofContent(content).equals(wanted))
                .findFirst()
                .map(ByteArrayInputStream::new);
    NativeKey key = NativeKey.of(ann.id());
    return new Write("w" + ++writes, WriteKind.UPDATE, Optional.of(key), fields, condition, false)
        .with(contents);
  }

  private Write photo(byte[] content) {
    return write(Row.of("photo", text(content)), new Precondition.Exists(), content);
  }

  private static Precondition version(FakeRecord record) {
    return new Precondition.VersionIs(Version.opaque(record.etag()));
  }

  private Optional<byte[]> kept() {
    return contacts.content(ann.id(), "photo");
  }

  @Test
  void aContentIsSentAsItIsWithItsType() throws IOException {
    assertThat(write(MANIFEST, photo(bytes(70_000)))).isInstanceOf(WriteOutcome.Applied.class);

    assertThat(kept()).contains(bytes(70_000));
    assertThat(saas.requests(FakeRequest.UPLOAD)).isOne();
    assertThat(saas.requests(FakeRequest.UPDATE)).isZero();
  }

  @Test
  void anEmptyContentIsOne() throws IOException {
    assertThat(write(MANIFEST, photo(bytes(0)))).isInstanceOf(WriteOutcome.Applied.class);

    assertThat(kept()).contains(bytes(0));
  }

  @Test
  void nullTakesItAwayAndWhatIsNotThereToo() throws IOException {
    contacts.attach(ann.id(), "photo", "image/jpeg", bytes(3));
    Write none = write(Row.of("photo", Value.NULL), new Precondition.Exists());

    assertThat(write(MANIFEST, none)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(kept()).isEmpty();
    assertThat(write(MANIFEST, none)).isInstanceOf(WriteOutcome.Applied.class);
  }

  @Test
  void ofTwoWhoWriteOnTheSameVersionOneIsStale() throws IOException {
    for (String manifest : List.of(MANIFEST, CONDITIONAL)) {
      FakeRecord seen = contacts.find(ann.id()).orElseThrow();
      contacts.update(ann.id(), Map.of("name", "Ann of " + manifest.length()));
      Write late = write(Row.of("photo", text(bytes(5))), version(seen), bytes(5));

      assertThat(write(manifest, late)).isInstanceOf(WriteOutcome.Stale.class);
      assertThat(kept()).isEmpty();
    }
  }

  @Test
  void theVersionThatIsThereLetsItPass() throws IOException {
    for (String manifest : List.of(MANIFEST, CONDITIONAL)) {
      FakeRecord seen = contacts.find(ann.id()).orElseThrow();
      byte[] content = bytes(manifest.length());

      assertThat(write(manifest, write(Row.of("photo", text(content)), version(seen), content)))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(kept()).contains(content);
    }
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgain() throws IOException {
    saas.faults().next(FakeRequest.UPLOAD, FakeFault.LOSE_ANSWER);

    assertThat(write(MANIFEST, photo(bytes(9)))).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(kept()).contains(bytes(9));
    assertThat(saas.requests(FakeRequest.UPLOAD)).isEqualTo(2);
  }

  @Test
  void whatTheServiceRefusesIsRejected() throws IOException {
    contacts.filesUpTo(4);

    assertThat(write(MANIFEST, photo(bytes(5))))
        .isInstanceOfSatisfying(
            WriteOutcome.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo("HTTP 413"));
    assertThat(kept()).isEmpty();
  }

  @Test
  void aRecordThatIsGoneIsMissing() throws IOException {
    contacts.purge(ann.id());

    assertThat(write(MANIFEST, photo(bytes(5)))).isInstanceOf(WriteOutcome.Missing.class);
    assertThat(write(REFERRING, photo(bytes(5)))).isInstanceOf(WriteOutcome.Missing.class);
  }

  @Test
  void whatCannotBeIsRefusedByItsField() throws IOException {
    String small = MANIFEST.replace("type: image/jpeg", "max: 4");
    String kept = MANIFEST.replace("clear: \"DELETE /contacts/{id}/photo\", ", "");

    assertThat(message(small, photo(bytes(5))))
        .isEqualTo("photo must not be longer than max: 4 bytes");
    assertThat(message(kept, write(Row.of("photo", Value.NULL), new Precondition.Exists())))
        .isEqualTo("photo must have a content: the service has no call that takes it away");
    assertThat(message(MANIFEST, write(Row.of("photo", Value.of("me")), new Precondition.Exists())))
        .isEqualTo("photo must stand for a content, as sha-256:DIGEST:LENGTH");
    assertThat(
            message(
                MANIFEST,
                write(
                    Row.of(List.of("name", "photo"), Value.of("Bea"), text(bytes(5))),
                    new Precondition.Exists(),
                    bytes(5))))
        .isEqualTo("an attachment is written by itself, in an update");
    assertThat(saas.writeRequests()).isZero();
  }

  private String message(String manifest, Write write) throws IOException {
    return ((WriteOutcome.Rejected) write(manifest, write)).message();
  }

  @Test
  void aContentThatNobodyHasBlocksItsWrite() throws IOException {
    Write write = write(Row.of("photo", text(bytes(5))), new Precondition.Exists());

    assertThat(write(MANIFEST, write)).isInstanceOf(WriteOutcome.Blocked.class);
    assertThat(saas.writeRequests()).isZero();
  }

  @Test
  void aLongOneGoesAsWhatStandsForItAndAShortOneInItsPlaceAgain() throws IOException {
    assertThat(write(REFERRING, photo(bytes(11)))).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(contacts.find(ann.id()).orElseThrow().fields())
        .containsEntry("photoNote", LargeObject.ofContent(bytes(11)).toString());
    assertThat(kept()).isEmpty();
    assertThat(shown(REFERRING)).isEqualTo(text(bytes(11)));

    FakeRecord seen = contacts.find(ann.id()).orElseThrow();
    assertThat(write(REFERRING, write(Row.of("photo", text(bytes(10))), version(seen), bytes(10))))
        .isInstanceOf(WriteOutcome.Applied.class);
    assertThat(contacts.find(ann.id()).orElseThrow().fields()).containsEntry("photoNote", null);
    assertThat(kept()).contains(bytes(10));
    assertThat(shown(REFERRING)).isEqualTo(text(bytes(10)));
  }

  private Value shown(String manifest) throws IOException {
    try (Adapter adapter = manifest(manifest).open(new LentStore(store))) {
      Dataset dataset = adapter.dataset(DatasetSpec.of("contacts"));
      Row row = dataset.scanner().orElseThrow().start(LIMITS).entries().get(0).image().row();
      return row.get("photo").orElseThrow();
    }
  }

  @Test
  void whatCannotBeDeclaredIsToldByItsPath() {
    assertThatThrownBy(
            () ->
                manifest(MANIFEST.replace("PUT /contacts", "GET /contacts"))
                    .open(new LentStore(store)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(
            "datasets.contacts.attachments.photo.write.upload: must be a PUT, POST or PATCH");
    assertThatThrownBy(
            () ->
                manifest(MANIFEST.replaceAll("      update: .*\n", "")).open(new LentStore(store)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(
            "datasets.contacts.attachments: must not have write without write.update");
  }

  // A hub

  /** New ones, changed ones and ones that are taken away, on either side. */
  @Test
  void photosAgreeBothWays() throws IOException {
    contacts.purge(ann.id());
    for (String manifest : List.of(MANIFEST, CONDITIONAL)) {
      MemorySystem erp = new MemorySystem(InstantSource.system());
      MemoryTable customers =
          erp.table(
              "customer", shape -> shape.assignedKey("id").columns("name", "photo").large("photo"));
      try (Hub hub = hub(manifest, erp)) {
        String key = customer(customers, "Bob", bytes(100_000));
        settle(hub);
        FakeRecord bob = only();
        assertThat(bob.fields()).containsEntry("name", "Bob");
        assertThat(contacts.content(bob.id(), "photo")).contains(bytes(100_000));

        contacts.attach(bob.id(), "photo", "image/png", bytes(20));
        settle(hub);
        assertThat(customers.all().get(key).get("photo")).contains(text(bytes(20)));
        assertThat(customers.kept(LargeObject.ofContent(bytes(20)))).contains(bytes(20));

        customers.keep(LargeObject.ofContent(bytes(30)), bytes(30));
        customers.change(key, "name", "Rob").change(key, "photo", text(bytes(30)).toString());
        settle(hub);
        assertThat(only().fields()).containsEntry("name", "Rob");
        assertThat(contacts.content(bob.id(), "photo")).contains(bytes(30));

        customers.change(key, "photo", Value.NULL);
        settle(hub);
        assertThat(contacts.content(bob.id(), "photo")).isEmpty();
        int written = saas.writeRequests();
        settle(hub);
        assertThat(saas.writeRequests()).as("no echo").isEqualTo(written);
        contacts.purge(bob.id());
      }
    }
  }

  /** There is nothing to take away. */
  @Test
  void aNewRecordWithoutAPhotoCostsNoCallForIt() throws IOException {
    contacts.purge(ann.id());
    MemorySystem erp = new MemorySystem(InstantSource.system());
    MemoryTable customers =
        erp.table(
            "customer", shape -> shape.assignedKey("id").columns("name", "photo").large("photo"));
    customers.add(Map.of("name", "Bob"));
    try (Hub hub = hub(MANIFEST, erp)) {
      settle(hub);
    }
    assertThat(only().fields()).containsEntry("name", "Bob");
    assertThat(saas.requests(FakeRequest.UPLOAD)).isZero();
    assertThat(saas.writeRequests()).isOne();
  }

  private Hub hub(String manifest, MemorySystem erp) throws IOException {
    return Hub.builder()
        .state(StateStore.inMemory())
        .blobs("blobs", store)
        .system("crm", manifest(manifest))
        .system("erp", erp)
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", FieldType.text(80))
                    .field("photo", FieldType.text())
                    .matchOn("name")
                    .in("crm", flow -> flow.dataset("contacts").everyFieldByName())
                    .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
        .build();
  }

  private static void settle(Hub hub) {
    for (int i = 0; i < 5 && !hub.sweep().settled(); i++) {
      // a record that was written may have to be read before it is written again
    }
    assertThat(hub.sweep().settled()).isTrue();
  }

  private FakeRecord only() {
    assertThat(contacts.snapshot()).hasSize(1);
    return contacts.snapshot().values().iterator().next();
  }

  private static String customer(MemoryTable customers, String name, byte[] photo) {
    customers.keep(LargeObject.ofContent(photo), photo);
    return customers.add(Map.of("name", name, "photo", text(photo).toString()));
  }
}
