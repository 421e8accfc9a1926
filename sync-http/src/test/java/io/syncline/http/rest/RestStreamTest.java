package io.syncline.http.rest;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.model.SystemClock;
import io.syncline.schedule.FlowSchedule.CatchUp;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.EventStream;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a change at a service to another system, by a connection that is kept open. */
class RestStreamTest {

  private static final String TOKEN = "token-of-the-crm-4711";

  private static final String SSE =
      """
      stream:
        call: "GET /contacts/stream"
        silence: 2s
        event: { kind: event, map: { contacts.deleted: delete, "contacts.*": hint }, key: /id }
      """;

  private static final String UNNAMED = "stream: { call: \"GET /contacts/stream\", silence: 2s }\n";

  private static final String LONG_POLL =
      """
      stream:
        kind: long-poll
        call: "GET /contacts/wait?hold=1500"
        silence: 5s
        resume: { from: /next, param: after }
        event: { items: /events, kind: /type, map: { contacts.deleted: delete, "contacts.*": hint }, key: /id }
      """;

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
          read: { one: "GET /contacts/{id}" }
          scan:
            call: "GET /contacts?limit={page.size}"
            records: /items
            page: { cursor: { from: /paging/next, to: query.after }, size: 100 }
      """;

  private final FakeSaas saas = FakeSaas.builder().clock(SystemClock.get()).token(TOKEN).start();
  private final FakeDataset contacts = saas.dataset("contacts");
  private final MemorySystem erp = new MemorySystem(SystemClock.get());
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name"));
  private final List<AutoCloseable> open = new ArrayList<>(List.of(saas));

  @TempDir private Path folder;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private HttpAdapter adapter(String stream) {
    try {
      Path manifest = folder.resolve("crm.yaml");
      Files.writeString(manifest, MANIFEST + stream.indent(4));
      return HttpAdapter.manifest(manifest)
          .setting("baseUrl", saas.url().toString())
          .secret("crm", TOKEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks at nothing by the clock. */
  private void started(String stream) {
    Hub hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system("crm", adapter(stream))
            .system("erp", erp)
            .entity(
                "customer",
                customer ->
                    customer
                        .field("name", text(80))
                        .in("crm", flow -> flow.dataset("contacts").map("name", "name"))
                        .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
            .schedule(schedule -> schedule.syncWhenWoken().neverSweep().catchUp(CatchUp.NONE))
            .build();
    open.add(0, hub);
    hub.sync();
    hub.start();
    await().until(() -> saas.requests(FakeRequest.STREAM) > 0);
    contacts.create(Map.of("name", "first"));
    await().until(() -> shows("first"));
  }

  private boolean shows(String name) {
    return !customers.keysWhere("name", name).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SSE, UNNAMED, LONG_POLL})
  void whatChangesThereIsSeenHere(String stream) {
    started(stream);

    FakeRecord last = contacts.create(Map.of("name", "contact 0"));
    for (int i = 1; i < 30; i++) {
      last = contacts.create(Map.of("name", "contact " + i));
      contacts.update(last.id(), Map.of("name", "renamed " + i));
    }

    await().until(() -> shows("contact 0") && shows("renamed 29"));
    await().untilAsserted(() -> assertThat(customers.all()).hasSize(31));
    contacts.delete(last.id());
    await().until(() -> !shows("renamed 29"));
  }

  @ParameterizedTest
  @ValueSource(strings = {SSE, LONG_POLL})
  void aRecordThatIsNamedIsReadByKey(String stream) {
    started(stream);

    contacts.create(Map.of("name", "Ann"));

    await().until(() -> shows("Ann") && saas.requests(FakeRequest.READ) > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {SSE, UNNAMED, LONG_POLL})
  void whatIsMissedWhileNothingComesIsFoundWhenTheConnectionIsMadeAnew(String stream) {
    started(stream);
    saas.streams().forgetful();
    saas.streams().mute(true);
    contacts.create(Map.of("name", "unheard"));
    if (stream.equals(LONG_POLL)) {
      saas.streams().mute(false); // no silence: a call that is held is answered
      contacts.create(Map.of("name", "heard"));
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> shows("unheard"));
  }

  @Test
  void aStreamThatWasCutGoesOnBehindItsLastEvent() throws Exception {
    Heard heard = new Heard();
    try (Adapter adapter = adapter(SSE).open(AdapterContext.of(SystemClock.get()))) {
      EventStream stream = adapter.dataset(DatasetSpec.of("contacts")).eventStream().orElseThrow();
      CompletableFuture<Void> first = CompletableFuture.runAsync(() -> stream.listen(heard));
      await().until(() -> heard.connections == 1);
      FakeRecord ann = contacts.create(Map.of("name", "Ann"));
      await().until(() -> heard.changes.size() == 1);
      saas.streams().cut();
      first.join();
      FakeRecord bob = contacts.create(Map.of("name", "Bob"));

      CompletableFuture<Void> second = CompletableFuture.runAsync(() -> stream.listen(heard));
      await().until(() -> heard.changes.size() == 2);

      assertThat(heard.changes.stream().map(each -> each.key().toString()))
          .containsExactly(ann.id(), bob.id());
      adapter.close();
      assertThatThrownBy(second::join).hasCauseInstanceOf(AdapterException.Cancelled.class);
      await().until(() -> saas.streams().connections() == 0);
    }
  }

  @Test
  void aConnectionThatIsRefusedOrNoStreamIsToldAsSuch() {
    try (Adapter adapter = adapter(SSE).open(AdapterContext.of(SystemClock.get()))) {
      EventStream stream = adapter.dataset(DatasetSpec.of("contacts")).eventStream().orElseThrow();
      saas.token("another");

      assertThatThrownBy(() -> stream.listen(new Heard()))
          .isInstanceOf(AdapterException.AuthFailed.class)
          .hasMessageContaining("GET /contacts/stream answered 401")
          .hasMessageNotContaining(TOKEN);
    }
    saas.token(TOKEN);
    String list = "stream: { call: \"GET /contacts\" }\n";
    try (Adapter adapter = adapter(list).open(AdapterContext.of(SystemClock.get()))) {
      EventStream stream = adapter.dataset(DatasetSpec.of("contacts")).eventStream().orElseThrow();

      assertThatThrownBy(() -> stream.listen(new Heard()))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage(
              "GET /contacts must answer 200 with text/event-stream: 200 with application/json");
    }
  }

  @Test
  void aSilentStreamEndsAndWhoListensIsInterruptedAtOnce() throws Exception {
    saas.streams().mute(true);
    try (Adapter adapter = adapter(SSE).open(AdapterContext.of(SystemClock.get()))) {
      EventStream stream = adapter.dataset(DatasetSpec.of("contacts")).eventStream().orElseThrow();

      assertThatThrownBy(() -> stream.listen(new Heard()))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessage("GET /contacts/stream was silent for PT2S");

      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Heard heard = new Heard();
      Thread thread =
          new Thread(
              () -> {
                try {
                  stream.listen(heard);
                } catch (AdapterException e) {
                  ended.complete(e);
                }
              });
      thread.start();
      await().until(() -> heard.connections == 1);
      thread.interrupt();
      assertThat(ended.join()).isInstanceOf(AdapterException.Cancelled.class);
    }
  }

  /** Takes whatever it is told. */
  private static final class Heard implements EventStream.Listener {
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private volatile int connections;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    public void connected() {
      connections++;
    }

    @Override
    public boolean told(List<Change> more) {
      return changes.addAll(more);
    }
  }
}
