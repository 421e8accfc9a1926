package io.syncline.http.rest;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.http.blob.FileBlobStore;
import io.syncline.http.blob.S3Server;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.ContentReader;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.Precondition;
import io.syncline.spi.ScanPage;
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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that records refer to: loaded into a blob store, and shown by what stands for them. */
class AttachmentsTest {

  private static final long SEED = 4711;
  private static final Limits LIMITS = new Limits(100, Duration.ofSeconds(20));
  private static final String PHOTO = "photo: { ref: /photoUrl, store: blobs, media: photoType }";

  @TempDir private Path folder;
  private FakeSaas saas;
  private FakeDataset contacts;
  private BlobStore store;

  @BeforeEach
  void start() {
    saas = FakeSaas.builder().token(Crm.TOKEN).start();
    contacts = saas.dataset("contacts");
    store = FileBlobStore.in(folder.resolve("blobs"), SystemClock.get());
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

  private static Optional<Value> shown(byte[] content) {
    return Optional.of(Value.of(LargeObject.ofContent(content).toString()));
  }

  private HttpAdapter manifest(String attachments) {
    String text =
        Crm.example()
            .replace("write:", "attachments: { " + attachments + " }\n    write:")
            .replace(
                "  # Where the CRM's",
                "  retry: { max: 2, backoff: { base: 1ms, cap: 1ms }, giveBackAfter: 2s }\n"
                    + "  # Where the CRM's");
    try {
      return HttpAdapter.manifest(Files.writeString(folder.resolve("crm.yaml"), text))
          .setting("baseUrl", saas.url().toString())
          .secret("crm", Crm.TOKEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Adapter open(String attachments) {
    return manifest(attachments).open(new LentStore(store));
  }

  private static Row listed(Dataset dataset) {
    ScanPage page = dataset.scanner().orElseThrow().start(LIMITS);
    assertThat(page.entries()).hasSize(1);
    return page.entries().get(0).image().row();
  }

  private static Dataset contacts(Adapter adapter) {
    return adapter.dataset(DatasetSpec.of("contacts"));
  }

  /** Contents, and halves of such. */
  private long kept() {
    try (Stream<Path> all = Files.walk(folder.resolve("blobs"))) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRecordShowsWhatStandsForItsFile() throws IOException {
    byte[] content = bytes(100_000);
    FakeRecord ann = contacts.create(Map.of("name", "Ann"));
    contacts.attach(ann.id(), "photo", "image/jpeg", content);

    try (Adapter adapter = open(PHOTO)) {
      Row row = listed(contacts(adapter));
      ContentReader reader = contacts(adapter).contentReader().orElseThrow();
      Optional<InputStream> read =
          reader.open(
              NativeKey.of(ann.id()), "photo", LargeObject.ofContent(content), LIMITS.within());

      assertThat(row.get("photo")).isEqualTo(shown(content));
      assertThat(row.get("photoType")).contains(Value.of("image/jpeg"));
      try (InputStream stream = read.orElseThrow()) {
        assertThat(stream.readAllBytes()).isEqualTo(content);
      }
    }
  }

  @Test
  void oneThatIsNotThereIsNull() {
    FakeRecord ann = contacts.create(Map.of("name", "Ann"));
    String byCall = PHOTO + ", scan: { call: \"GET /contacts/{id}/scan\", store: blobs }";

    try (Adapter adapter = open(byCall)) {
      Row row = listed(contacts(adapter));

      assertThat(row.get("photo")).contains(Value.NULL);
      assertThat(row.get("photoType")).contains(Value.NULL);
      assertThat(row.get("scan")).contains(Value.NULL);
      contacts.attach(ann.id(), "scan", "text/plain", bytes(9));
      assertThat(listed(contacts(adapter)).get("scan")).isEqualTo(shown(bytes(9)));
    }
  }

  @Test
  void whatHasNotChangedIsNotLoadedAgain() {
    FakeRecord ann = contacts.create(Map.of("name", "Ann", "rev", "1"));
    contacts.attach(ann.id(), "photo", "image/jpeg", bytes(10));

    try (Adapter adapter = open(PHOTO)) {
      Dataset dataset = contacts(adapter);
      listed(dataset);
      saas.faults().next(FakeRequest.FILE, FakeFault.GARBAGE); // would be loaded, were it no 304
      assertThat(listed(dataset).get("photo")).isEqualTo(shown(bytes(10)));
      assertThat(saas.requests(FakeRequest.FILE)).isEqualTo(2);
      saas.faults().clear();
      contacts.attach(ann.id(), "photo", "image/png", bytes(11));
      assertThat(listed(dataset).get("photo")).isEqualTo(shown(bytes(11)));
    }
    int asked = saas.requests(FakeRequest.FILE);
    try (Adapter adapter = open(PHOTO.replace("store:", "version: /rev, store:"))) {
      Dataset dataset = contacts(adapter);
      listed(dataset);
      assertThat(listed(dataset).get("photo")).isEqualTo(shown(bytes(11)));
      assertThat(saas.requests(FakeRequest.FILE)).isEqualTo(asked + 1);
      contacts.update(ann.id(), Map.of("rev", "2"));
      listed(dataset);
      assertThat(saas.requests(FakeRequest.FILE)).isEqualTo(asked + 2);
    }
  }

  @Test
  void oneThatTheStoreLostIsLoadedAgainWhenItIsNeeded() throws IOException {
    FakeRecord ann = contacts.create(Map.of("name", "Ann"));
    byte[] content = bytes(1000);
    contacts.attach(ann.id(), "photo", "image/jpeg", content);

    try (Adapter adapter = open(PHOTO)) {
      Dataset dataset = contacts(adapter);
      listed(dataset);
      try (Stream<Path> all = Files.walk(folder.resolve("blobs"))) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
      ContentReader reader = dataset.contentReader().orElseThrow();
      LargeObject wanted = LargeObject.ofContent(content);
      try (InputStream stream =
          reader.open(NativeKey.of(ann.id()), "photo", wanted, LIMITS.within()).orElseThrow()) {
        assertThat(stream.readAllBytes()).isEqualTo(content);
      }
      contacts.attach(ann.id(), "photo", "image/jpeg", bytes(1001));
      assertThat(reader.open(NativeKey.of(ann.id()), "photo", wanted, LIMITS.within())).isEmpty();
      assertThat(reader.open(NativeKey.of("nobody"), "photo", wanted, LIMITS.within())).isEmpty();
    }
  }

  @Test
  void oneThatIsTooLongIsLeftOutAndNotKept() {
    FakeRecord ann = contacts.create(Map.of("name", "Ann"));
    contacts.attach(ann.id(), "photo", "image/jpeg", bytes(1001));

    try (Adapter adapter = open(PHOTO.replace("store:", "maxBytes: 1000, store:"))) {
      Row row = listed(contacts(adapter));

      assertThat(row.get("name")).contains(Value.of("Ann"));
      assertThat(row.get("photo")).isEmpty();
      assertThat(row.get("photoType")).isEmpty();
      assertThat(kept()).isZero();
    }
  }

  @Test
  void oneThatBreaksOffIsAskedForAgainAndNeverKeptByHalf() {
    FakeRecord ann = contacts.create(Map.of("name", "Ann"));
    byte[] content = bytes(300_000);
    contacts.attach(ann.id(), "photo", "image/jpeg", content);

    try (Adapter adapter = open(PHOTO)) {
      Dataset dataset = contacts(adapter);
      for (int i = 0; i < 3; i++) { // more than it is repeated
        saas.faults().next(FakeRequest.FILE, FakeFault.HALF_BODY);
      }
      assertThatThrownBy(() -> listed(dataset))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("GET /photoUrl had no answer: it broke off: ");
      assertThat(kept()).isZero();

      saas.faults().next(FakeRequest.FILE, FakeFault.HALF_BODY);
      assertThat(listed(dataset).get("photo")).isEqualTo(shown(content));
      assertThat(kept()).isEqualTo(1);
    }
  }

  @Test
  void anotherHostIsAskedOnlyWhereItIsNamedAndNotShownWhoWeAre() {
    byte[] content = bytes(77);
    try (ScriptedServer elsewhere = new ScriptedServer()) {
      contacts.create(Map.of("name", "Ann", "photoUrl", elsewhere.url() + "/p?signed=x"));

      try (Adapter adapter = open(PHOTO)) {
        assertThat(listed(contacts(adapter)).get("photo")).isEmpty();
        assertThat(elsewhere.asked()).isEmpty();
      }
      String host = elsewhere.url().substring("http://".length());
      elsewhere.answer(200, Map.of("Content-Type", "image/jpeg"), content);
      String named = PHOTO.replace("store:", "hosts: [\"" + host + "\"], store:");
      try (Adapter adapter = open(named)) {
        assertThat(listed(contacts(adapter)).get("photo")).isEqualTo(shown(content));
      }
      assertThat(elsewhere.asked()).hasSize(1);
      assertThat(elsewhere.asked().get(0).path()).isEqualTo("/p?signed=x");
      assertThat(elsewhere.asked().get(0).header("Authorization")).isNull();
      elsewhere.answer(401, Map.of(), bytes(1)); // says nothing of our own credentials
      try (Adapter adapter = open(named)) {
        assertThat(listed(contacts(adapter)).get("photo")).isEmpty();
      }
    }
  }

  @Test
  void manyOfAPageAreLoadedAndOnlyThoseOfFieldsThatAreWanted() {
    for (int i = 0; i < 30; i++) {
      FakeRecord record = contacts.create(Map.of("name", "n" + i));
      contacts.attach(record.id(), "photo", "image/jpeg", bytes(1000 + i));
    }

    try (Adapter adapter = open(PHOTO)) {
      ScanPage page = contacts(adapter).scanner().orElseThrow().start(LIMITS);
      Dataset names = adapter.dataset(DatasetSpec.of("contacts").withFields(List.of("name")));
      names.scanner().orElseThrow().start(LIMITS);

      for (int i = 0; i < 30; i++) {
        assertThat(page.entries().get(i).image().row().get("photo"))
            .isEqualTo(shown(bytes(1000 + i)));
      }
      assertThat(saas.requests(FakeRequest.FILE)).isEqualTo(30);
      assertThat(kept()).isEqualTo(30);
    }
  }

  @Test
  void aWriteOfOneIsRefusedByItsName() {
    FakeRecord ann = contacts.create(Map.of("name", "Ann"));
    try (Adapter adapter = open(PHOTO)) {
      Write write =
          new Write(
              "w1",
              WriteKind.UPDATE,
              Optional.of(NativeKey.of(ann.id())),
              Row.of("photo", Value.of(LargeObject.ofContent(bytes(1)).toString())),
              new Precondition.Exists(),
              false);

      WriteOutcome outcome =
          contacts(adapter).writer().orElseThrow().write(List.of(write), LIMITS.within()).get(0);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              WriteOutcome.Rejected.class,
              rejected ->
                  assertThat(rejected.message())
                      .isEqualTo("photo must not be written: it is of an attachment"));
      assertThat(contacts.find(ann.id())).contains(ann);
    }
  }

  @Test
  void aStoreThatIsNotLentIsNamed() {
    assertThatThrownBy(() -> open(PHOTO.replace("store: blobs", "store: blob")))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "datasets.contacts.attachments.photo.store: must be the name of a blob store: blob");
  }

  // A hub

  @Test
  void photosReachAnotherSystemThroughAFolder() {
    photosReachAnotherSystem(store);
  }

  @Test
  void photosReachAnotherSystemThroughABucket() throws IOException {
    Path objects = Files.createDirectory(folder.resolve("s3"));
    try (S3Server server = S3Server.start(objects);
        BlobStore bucket = server.open(server.settings())) {
      photosReachAnotherSystem(bucket);
      assertThat(server.files()).isNotEmpty();
    }
  }

  /** New ones, changed ones and ones that are taken away; the names go the other way meanwhile. */
  private void photosReachAnotherSystem(BlobStore through) {
    byte[] large = bytes((2 << 20) + 1); // more than is held in memory on its way
    FakeRecord ann = contacts.create(Map.of("name", "Ann", "email", "ann@crm.example"));
    FakeRecord bob = contacts.create(Map.of("name", "Bob", "email", "bob@crm.example"));
    contacts.attach(ann.id(), "photo", "image/jpeg", large);
    MemorySystem erp = new MemorySystem(InstantSource.system());
    MemoryTable customers =
        erp.table(
            "customer",
            shape -> shape.assignedKey("id").columns("name", "email", "photo").large("photo"));
    try (Hub hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .blobs("blobs", through)
            .system("crm", manifest(PHOTO))
            .system("erp", erp)
            .entity(
                "customer",
                customer ->
                    customer
                        .field("name", text(80))
                        .field("email", text(80))
                        .field("photo", text())
                        .matchOn("email")
                        .authority("photo", "crm")
                        .in("crm", flow -> flow.dataset("contacts").everyFieldByName())
                        .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
            .build()) {
      hub.sync();
      assertThat(photo(customers, "Ann")).isEqualTo(shown(large));
      assertThat(customers.kept(LargeObject.ofContent(large))).contains(large);
      assertThat(photo(customers, "Bob")).contains(Value.NULL);

      contacts.attach(ann.id(), "photo", "image/jpeg", bytes(5));
      contacts.attach(bob.id(), "photo", "image/jpeg", bytes(6));
      customers.all().forEach((key, row) -> rename(customers, key, row));
      hub.sync();
      assertThat(photo(customers, "Ann2")).isEqualTo(shown(bytes(5)));
      assertThat(photo(customers, "Bob2")).isEqualTo(shown(bytes(6)));
      assertThat(customers.kept(LargeObject.ofContent(bytes(6)))).contains(bytes(6));
      assertThat(contacts.find(ann.id()).orElseThrow().fields()).containsEntry("name", "Ann2");

      contacts.detach(ann.id(), "photo");
      hub.sync();
      assertThat(photo(customers, "Ann2")).contains(Value.NULL);
      assertThat(photo(customers, "Bob2")).isEqualTo(shown(bytes(6)));
      assertThat(hub.sync().toString()).contains("settled");
    }
  }

  private static void rename(MemoryTable customers, String key, Row row) {
    customers.change(key, "name", ((Value.Text) row.get("name").orElseThrow()).value() + "2");
  }

  private static Optional<Value> photo(MemoryTable customers, String name) {
    return customers.all().values().stream()
        .filter(row -> row.get("name").equals(Optional.of(Value.of(name))))
        .findFirst()
        .orElseThrow(() -> new AssertionError("must be there: " + name))
        .get("photo");
  }
}
