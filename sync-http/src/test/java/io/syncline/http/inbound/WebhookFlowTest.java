package io.syncline.http.inbound;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a change at a web service, by its webhook, to another system; nothing is polled. */
class WebhookFlowTest {

  private static final String TOKEN = "token-of-the-crm-4711";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: { bearer: "${secret.crm}" }
      datasets:
        contacts:
          key: [id]
          version: { etag: header, field: /etag }
          read:
            one: "GET /contacts/{id}"
            many: { call: "GET /contacts", ids: { param: ids, max: 100 }, records: /items }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after }, size: 100 }
          inbound:
            path: /hooks/crm
            verify: { standard-webhooks: { secret: "${secret.hook}" } }
            event: { kind: /type, map: { contacts.deleted: delete, "contacts.*": hint }, key: /data/id }
      """;

  private final FakeSaas saas =
      FakeSaas.builder().clock(InstantSource.system()).token(TOKEN).start();
  private final MemorySystem erp = new MemorySystem(InstantSource.system());
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name"));
  private final List<AutoCloseable> open = new ArrayList<>(List.of(saas));

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    Path manifest = folder.resolve("crm.yaml");
    Files.writeString(manifest, MANIFEST);
    Hub hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system(
                "crm",
                HttpAdapter.manifest(manifest)
                    .setting("baseUrl", saas.url().toString())
                    .secret("crm", TOKEN)
                    .secret("hook", SECRET))
            .system("erp", erp)
            .entity(
                "customer",
                customer ->
                    customer
                        .field("name", text(80))
                        .in("crm", flow -> flow.dataset("contacts").map("name", "name"))
                        .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
            .schedule(schedule -> schedule.syncWhenWoken().neverSweep())
            .build();
    hub.sync();
    hub.start();
    InboundServer server =
        InboundServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ServerLimits.usual(),
            hub.inbound("crm"));
    open.add(0, server);
    open.add(1, hub);
    saas.webhooks()
        .register(URI.create("http://localhost:" + server.port() + "/hooks/crm"), SECRET);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private boolean shows(String name) {
    return !customers.keysWhere("name", name).isEmpty();
  }

  @Test
  void whatChangesThereIsSeenHereThoughDeliveriesRepeatAndComeOutOfOrder() {
    saas.webhooks().retry(5, Duration.ofMillis(10));
    saas.webhooks().repeatNext(20);
    saas.webhooks().reverseNext(10);
    saas.webhooks().showRecords();

    FakeRecord last = saas.dataset("contacts").create(Map.of("name", "contact 0"));
    for (int i = 1; i < 40; i++) {
      last = saas.dataset("contacts").create(Map.of("name", "contact " + i));
      saas.dataset("contacts").update(last.id(), Map.of("name", "renamed " + i));
    }

    await().atMost(PATIENCE).until(() -> shows("contact 0") && shows("renamed 39"));
    await().atMost(PATIENCE).until(() -> customers.keysWhere("name", "contact 39").isEmpty());
    await().atMost(PATIENCE).until(() -> saas.webhooks().delivered() >= 79);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(customers.all()).hasSize(40);
              for (int i = 1; i < 40; i++) {
                assertThat(customers.keysWhere("name", "renamed " + i)).hasSize(1);
              }
            });
  }

  @Test
  void whatIsDeletedThereGoesHere() {
    FakeRecord ann = saas.dataset("contacts").create(Map.of("name", "Ann"));
    await().atMost(PATIENCE).until(() -> shows("Ann"));

    saas.dataset("contacts").delete(ann.id());

    await().atMost(PATIENCE).until(() -> !shows("Ann"));
  }
}
