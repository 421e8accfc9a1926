package io.syncline.http.rest;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.model.SystemClock;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run costs at a service where nothing was changed. */
class IdleRunTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection: { base: "${settings.baseUrl}" }
      datasets:
        contacts:
          key: [id]
          version: { field: /etag }
          read: { one: "GET /contacts/{id}" }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after } }
          feed:
            kind: modified-since
            call: "GET /contacts?modifiedSince={cursor.time}&limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after } }
            cursor: { field: /updatedAt }
      """;

  @TempDir private Path folder;

  @Test
  void oneCallThatAsksForChangesAndNoOther() throws Exception {
    Path manifest = folder.resolve("crm.yaml");
    Files.writeString(manifest, MANIFEST);
    MemorySystem erp = new MemorySystem(SystemClock.get());
    erp.table("customer", shape -> shape.assignedKey("id").columns("name"));
    try (FakeSaas saas = FakeSaas.start();
        Hub hub =
            Hub.builder()
                .state(StateStore.inMemory())
                .system(
                    "crm", HttpAdapter.manifest(manifest).setting("baseUrl", saas.url().toString()))
                .system("erp", erp)
                .entity(
                    "customer",
                    customer ->
                        customer
                            .field("name", text(80))
                            .in("crm", flow -> flow.dataset("contacts").map("name", "name"))
                            .in(
                                "erp",
                                flow -> flow.dataset("customer").key("id").everyFieldByName()))
                .build()) {
      saas.dataset("contacts").create(Map.of("name", "Ann"));
      assertThat(hub.sync().settled()).isTrue();
      assertThat(hub.sync().settled()).isTrue();
      saas.resetCounters();

      assertThat(hub.sync().settled()).isTrue();

      assertThat(saas.requests()).isEqualTo(1);
    }
  }
}
