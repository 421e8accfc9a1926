package io.syncline.http.rest;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.HubLimits;
import io.syncline.http.HttpAdapter;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub at a service that takes 20 calls an hour, of which a listing takes more than there are. */
class LiveWritesTest {

  private static final String TOKEN = "token-of-the-crm-4711";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int CALLS = 20;
  private static final int CONTACTS = 300;

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: { bearer: "${secret.crm}" }
        limits: [{ key: account, rate: 20/1h, readsAtMost: 80% }]
      datasets:
        contacts:
          key: [id]
          version: { etag: header, field: /etag }
          read: { one: "GET /contacts/{id}" }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after }, size: 10 }
          write:
            create: { call: "POST /contacts", answers: record }
            update: { call: "PATCH /contacts/{id}", ifVersion: { header: If-Match }, answers: record }
            delete: { call: "DELETE /contacts/{id}", ifVersion: { header: If-Match } }
      """;

  private final Crm.Hand clock = new Crm.Hand();
  private final FakeSaas saas = FakeSaas.builder().clock(clock).token(TOKEN).start();
  private final FakeDataset contacts = saas.dataset("contacts");
  private final MemorySystem erp = new MemorySystem(clock);
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name"));

  @TempDir private Path folder;
  private Hub hub;

  @BeforeEach
  void inAgreement() throws Exception {
    for (int i = 0; i < CONTACTS; i++) {
      contacts.create(Map.of("name", "contact " + i));
    }
    Path manifest = folder.resolve("crm.yaml");
    Files.writeString(manifest, MANIFEST);
    hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .clock(clock)
            .limits(HubLimits.defaults().withWaiting(Duration.ofSeconds(1)))
            .system(
                "crm",
                HttpAdapter.manifest(manifest)
                    .setting("baseUrl", saas.url().toString())
                    .secret("crm", TOKEN))
            .system("erp", erp)
            .entity(
                "customer",
                customer ->
                    customer
                        .field("name", text(80))
                        .in("crm", flow -> flow.dataset("contacts").map("name", "name"))
                        .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
            .build();
    for (int i = 0; i < 10 && !hub.sync().settled(); i++) {
      clock.move(HOUR);
    }
    assertThat(customers.all()).hasSize(CONTACTS);
    clock.move(HOUR);
  }

  @AfterEach
  void close() {
    hub.close();
    saas.close();
  }

  private String key(String name) {
    return customers.keysWhere("name", name).get(0);
  }

  private long named(String name) {
    return contacts.snapshot().values().stream()
        .filter(contact -> name.equals(contact.fields().get("name")))
        .count();
  }

  @Test
  void whileAListingWaitsForItsShareEditsAreWrittenWithinTheHour() {
    long before = saas.requests();
    customers.change(key("contact 0"), "name", "Ann");
    assertThat(hub.sweep().settled()).as("a listing of 30 calls, 16 of them an hour").isFalse();

    assertThat(named("Ann")).isOne();
    customers.change(key("contact 1"), "name", "Bea");
    hub.sync();
    assertThat(named("Bea")).isOne();

    assertThat(saas.requests() - before).as("calls of this hour").isLessThanOrEqualTo(CALLS);
    assertThat(saas.requests(FakeRequest.LIST)).isPositive();
    assertThat(saas.throttled()).isZero();
  }

  @Test
  void theListingComesToItsEndHoursLaterThoughEditsGoOn() {
    hub.sweep();
    boolean settled = false;
    int edits = 0;
    for (int hour = 0; hour < 12 && !settled; hour++) {
      customers.change(key(edits == 0 ? "contact 7" : "edit " + edits), "name", "edit " + ++edits);
      clock.move(HOUR);
      settled = hub.sync().settled();
      assertThat(named("edit " + edits)).as("edit %s", edits).isOne();
    }

    assertThat(settled).isTrue();
    assertThat(contacts.size()).isEqualTo(CONTACTS);
  }
}
