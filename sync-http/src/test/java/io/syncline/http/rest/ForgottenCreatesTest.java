package io.syncline.http.rest;

import static io.syncline.http.rest.Crm.TOKEN;
import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.HubLimits;
import io.syncline.engine.SyncReport;
import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.store.SharedMemory;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that knows the ids of writes for an hour. */
class ForgottenCreatesTest {

  private static final Duration TTL = Duration.ofHours(1);
  private static final String FIND =
      ", find: { call: \"GET /contacts?where=name&is={record.name}\", records: /items }";
  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: { bearer: "${secret.crm}" }
        retry: { max: 0 }
      datasets:
        contacts:
          key: [id]
          version: { etag: header, field: /etag }
          read: { one: "GET /contacts/{id}" }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after } }
          write:
            create: { call: "POST /contacts", answers: record, idempotency: { header: Idempotency-Key, ttl: 1h FIND } }
            update: { call: "PATCH /contacts/{id}", answers: record, ifVersion: { header: If-Match } }
            delete: { call: "DELETE /contacts/{id}", ifVersion: { header: If-Match } }
      """;

  private final Crm.Hand clock = new Crm.Hand();
  private final FakeSaas saas = FakeSaas.builder().clock(clock).token(TOKEN).keyTtl(TTL).start();
  private final FakeDataset contacts = saas.dataset("contacts");

  @TempDir private Path folder;

  @AfterEach
  void close() {
    saas.close();
  }

  private HttpAdapter adapter(String find) throws IOException {
    Path manifest = folder.resolve("crm.yaml");
    Files.writeString(manifest, MANIFEST.replace(" FIND", find));
    return HttpAdapter.manifest(manifest)
        .setting("baseUrl", saas.url().toString())
        .secret("crm", TOKEN);
  }

  private WriteOutcome write(String find, Write write) throws IOException {
    try (Adapter adapter = adapter(find).open(AdapterContext.of(clock))) {
      Dataset dataset = adapter.dataset(DatasetSpec.of("contacts"));
      assertThat(dataset.capabilities().remembersFor()).contains(TTL);
      return dataset.writer().orElseThrow().write(List.of(write), Crm.PATIENCE).get(0);
    }
  }

  /** A create whose answer is lost, as it is sent again. */
  private Write lost(String find, FakeFault fault) throws IOException {
    Write create = Crm.create("w1", "Ann").since(clock.instant());
    saas.faults().nextWrite(fault);
    assertThat(write(find, create)).isInstanceOf(WriteOutcome.Unknown.class);
    return Crm.repeated(create).since(clock.instant());
  }

  private FakeRecord only() {
    assertThat(contacts.snapshot()).hasSize(1);
    return contacts.snapshot().values().iterator().next();
  }

  @Test
  void withinTheTimeARepeatIsKnown() throws IOException {
    Write again = lost(FIND, FakeFault.LOSE_ANSWER);
    clock.move(TTL.minus(Crm.PATIENCE).minusSeconds(1));

    assertThat(write(FIND, again))
        .isInstanceOfSatisfying(
            WriteOutcome.Applied.class,
            applied -> assertThat(applied.key()).isEqualTo(NativeKey.of(only().id())));
    assertThat(saas.requests(FakeRequest.LIST)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59M50S", "PT1H", "P3D"})
  void afterItWhatWasMadeIsFoundAndNotMadeAgain(Duration later) throws IOException {
    Write again = lost(FIND, FakeFault.LOSE_ANSWER);
    clock.move(later);

    WriteOutcome outcome = write(FIND, again);

    assertThat(outcome)
        .as("also where it could come too late only at the end of the call")
        .isInstanceOfSatisfying(
            WriteOutcome.Duplicate.class,
            duplicate -> assertThat(duplicate.key()).contains(NativeKey.of(only().id())));
  }

  @Test
  void afterItWhatWasNeverMadeIsMade() throws IOException {
    Write again = lost(FIND, FakeFault.HANG_UP);
    clock.move(TTL);

    assertThat(write(FIND, again)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(only().fields()).containsEntry("name", "Ann");
    assertThat(saas.requests(FakeRequest.LIST)).isOne();
  }

  @Test
  void whereSeveralMayBeItNothingIsSent() throws IOException {
    Write again = lost(FIND, FakeFault.LOSE_ANSWER);
    contacts.create(Map.of("name", "Ann"));
    clock.move(TTL);

    assertThat(write(FIND, again))
        .isInstanceOfSatisfying(
            WriteOutcome.Rejected.class,
            rejected ->
                assertThat(rejected.code() + ": " + rejected.message())
                    .isEqualTo(
                        "FORGOTTEN: the service remembers writes for 1h only: records that it may"
                            + " have made: 2"));
    assertThat(contacts.size()).isEqualTo(2);
  }

  @Test
  void aLookUpThatFailsLeavesItUnknown() throws IOException {
    Write again = lost(FIND, FakeFault.LOSE_ANSWER);
    clock.move(TTL);
    saas.faults().next(FakeRequest.LIST, FakeFault.ERROR);

    assertThat(write(FIND, again)).isInstanceOf(WriteOutcome.Unknown.class);
    only();
    saas.faults().next(FakeRequest.LIST, FakeFault.TOO_MANY);
    assertThat(write(FIND, again)).isInstanceOf(WriteOutcome.Throttled.class);
    only();
  }

  @Test
  void whatIsNotToldWhenItBeganIsLookedUp() throws IOException {
    Write again = lost(FIND, FakeFault.LOSE_ANSWER);

    assertThat(write(FIND, Crm.repeated(again))).isInstanceOf(WriteOutcome.Duplicate.class);
  }

  @Test
  void withoutAWayToFindItNothingIsSent() throws IOException {
    Write again = lost("", FakeFault.LOSE_ANSWER);
    long before = saas.requests();
    clock.move(TTL);

    assertThat(write("", again))
        .isInstanceOfSatisfying(
            WriteOutcome.Rejected.class,
            rejected ->
                assertThat(rejected.message())
                    .isEqualTo(
                        "the service remembers writes for 1h only: it may have made a record, which"
                            + " must be looked for by hand"));
    assertThat(saas.requests()).isEqualTo(before);
    only();
  }

  @Test
  void anUpdateThatWasDoneIsStale() throws IOException {
    FakeRecord old = contacts.create(Map.of("name", "Ann"));
    Write update = Crm.update("w2", old.id(), "Bea", old.etag()).since(clock.instant());
    saas.faults().nextWrite(FakeFault.LOSE_ANSWER);
    assertThat(write(FIND, update)).isInstanceOf(WriteOutcome.Unknown.class);
    clock.move(TTL);

    assertThat(write(FIND, Crm.repeated(update))).isInstanceOf(WriteOutcome.Stale.class);
    assertThat(only().fields()).containsEntry("name", "Bea");
  }

  // In a hub

  private final SharedMemory state = new SharedMemory(clock);
  private final MemorySystem erp = new MemorySystem(clock);
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name", "city"));

  private Hub hub(String find) throws IOException {
    return Hub.builder()
        .state(state.open())
        .clock(clock)
        .limits(HubLimits.defaults().withWaiting(Duration.ZERO))
        .system("crm", adapter(find))
        .system("erp", erp)
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", text(80))
                    .field("city", text(80))
                    .in(
                        "crm",
                        flow -> flow.dataset("contacts").map("name", "name").map("city", "city"))
                    .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
        .build();
  }

  private void leaveOpen(String find) throws IOException {
    try (Hub hub = hub(find)) {
      hub.sync();
      customers.put("k1", Map.of("name", "Ann", "city", "Ulm"));
      saas.faults().nextWrite(FakeFault.LOSE_ANSWER);
      hub.sync();
    }
    only();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT50H"})
  void theNextProcessMakesNoSecondRecord(Duration later) throws IOException {
    leaveOpen(FIND);
    clock.move(later);

    try (Hub hub = hub(FIND)) {
      SyncReport report = hub.sync();
      hub.sweep();
      assertThat(report.settled()).isTrue();
      customers.change("k1", "city", "Bonn");
      hub.sync();
    }

    assertThat(only().fields()).containsEntry("name", "Ann").containsEntry("city", "Bonn");
    assertThat(customers.all()).hasSize(1);
  }

  @Test
  void withoutAWayToFindItNothingIsMadeHoweverOftenTheHubRuns() throws IOException {
    leaveOpen("");
    clock.move(Duration.ofHours(50));

    try (Hub hub = hub("")) {
      for (int i = 0; i < 3; i++) {
        hub.sync();
        clock.move(Duration.ofMinutes(1));
      }
    }

    assertThat(only().fields()).containsEntry("name", "Ann");
    assertThat(saas.requests(FakeRequest.CREATE)).isOne();
  }

  @Test
  void whatAUserEditedMeanwhileIsFoundByWhatIdentifiesIt() throws IOException {
    leaveOpen(FIND);
    contacts.update(only().id(), Map.of("city", "Kiel"));
    clock.move(Duration.ofHours(50));

    try (Hub hub = hub(FIND)) {
      for (int i = 0; i < 3; i++) {
        hub.sync();
        clock.move(Duration.ofMinutes(1));
      }
    }

    assertThat(only().fields()).containsEntry("name", "Ann");
    assertThat(customers.all()).hasSize(1);
    assertThat(customers.keysWhere("name", "Ann")).hasSize(1);
  }
}
