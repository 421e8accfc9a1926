package io.syncline.http.rest;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.model.SystemClock;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls a run makes. */
class RunCallsTest {

  private static final String LISTED =
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
          write:
            update: { call: "PATCH /contacts/{id}", ifVersion: { header: If-Match }, answers: record }
      """;

  private static final String FOLLOWED =
      LISTED
          + """
            feed:
              kind: modified-since
              call: "GET /contacts?modifiedSince={cursor.time}&limit={page.size}"
              records: /items
              page: { cursor: { from: /paging/next, to: query.after } }
              cursor: { field: /updatedAt }
        """;

  private static final String LISTED_WITHOUT_VERSIONS =
      LISTED.replace("{ field: /etag }", "{ etag: header }");

  @TempDir private Path folder;
  private final FakeSaas saas = FakeSaas.start();
  private final MemorySystem erp = new MemorySystem(SystemClock.get());
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name"));
  private Hub hub;

  /** With one contact, Ann, in agreement. */
  private void open(String manifest) throws IOException {
    Path file = Files.writeString(folder.resolve("crm.yaml"), manifest);
    hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system("crm", HttpAdapter.manifest(file).setting("baseUrl", saas.url().toString()))
            .system("erp", erp)
            .entity(
                "customer",
                customer ->
                    customer
                        .field("name", text(80))
                        .in("crm", flow -> flow.dataset("contacts").map("name", "name"))
                        .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
            .build();
    saas.dataset("contacts").create(Map.of("name", "Ann"));
    settle();
    settle();
    saas.resetCounters();
  }

  @AfterEach
  void close() {
    hub.close();
    saas.close();
  }

  private void settle() {
    assertThat(hub.sync().settled()).isTrue();
  }

  private void rename(String from, String to) {
    customers.change(customers.keysWhere("name", from).get(0), "name", to);
  }

  @Test
  void whereNothingWasChangedOneThatAsksForChangesAndNoOther() throws Exception {
    open(FOLLOWED);

    settle();

    assertThat(saas.requests()).isEqualTo(1);
  }

  @Test
  void whereListingsTellNoVersionsOneReadBeforeTheFirstWriteOfARecord() throws Exception {
    open(LISTED_WITHOUT_VERSIONS);

    rename("Ann", "Bea");
    settle();
    rename("Bea", "Cleo");
    settle();

    assertThat(saas.requests(FakeRequest.READ)).isEqualTo(1);
    assertThat(saas.dataset("contacts").snapshot().values())
        .singleElement()
        .extracting(contact -> contact.fields().get("name"))
        .isEqualTo("Cleo");
  }
}
