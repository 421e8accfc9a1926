package io.syncline.http.rest;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.http.hook.Hook;
import io.syncline.http.hook.HookAnswer;
import io.syncline.http.hook.HookRequest;
import io.syncline.http.manifest.Verdict;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import io.syncline.spi.WriteOutcome;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HookTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection:
        base: ${settings.baseUrl}
        auth: { bearer: "${secret.crm}" }
        hook: odd
      datasets:
        contacts:
          key: [id]
          version: { field: /rev }
          read: { one: "GET /c/{id}" }
          scan: { call: "GET /c" }
          write:
            create: { call: "POST /c", answers: record }
            update: { call: "PATCH /c/{id}", answers: record, ifVersion: { header: If-Match } }
            delete: { call: "DELETE /c/{id}", ifVersion: { header: If-Match } }
      """;

  private final ScriptedServer server = new ScriptedServer();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    server.close();
  }

  /** Its answers begin with )]}', have a wrapper, and are 200 in any case; it wants a checksum. */
  static final class Odd implements Hook {

    @Override
    public String id() {
      return "odd";
    }

    @Override
    public HookRequest request(HookRequest request) {
      return request
          .withHeader("X-Sum", OddService.sum(request.body()))
          .withQuery("v", request.call());
    }

    @Override
    public byte[] body(HookAnswer answer, byte[] body) {
      String text = new String(body, StandardCharsets.UTF_8);
      return text.startsWith(OddService.PREFIX)
          ? text.substring(OddService.PREFIX.length()).getBytes(StandardCharsets.UTF_8)
          : body;
    }

    @Override
    public JsonNode tree(HookAnswer answer, JsonNode tree) {
      return tree.has("d") ? tree.get("d") : tree;
    }

    @Override
    public Optional<Verdict> verdict(HookAnswer answer, JsonNode tree) {
      return switch (tree.path("failed").asString()) {
        case "gone" -> Optional.of(Verdict.MISSING);
        case "conflict" -> Optional.of(Verdict.STALE);
        case "sum" -> Optional.of(Verdict.REJECTED);
        default -> Optional.empty();
      };
    }
  }

  @Test
  void anOddServiceAgreesInBothDirections() throws IOException {
    try (OddService odd = new OddService()) {
      String ann = odd.put("Ann");
      MemorySystem erp = new MemorySystem(InstantSource.system());
      MemoryTable customers =
          erp.table("customer", shape -> shape.assignedKey("id").columns("name"));
      customers.put("1", Map.of("name", "Cleo"));
      try (Hub hub = hub(adapter(odd.url()).hook(new Odd()), erp)) {
        hub.sync();
        odd.rename(ann, "Anna");
        customers.change("1", "name", "Cleopatra");
        hub.sync();

        assertThat(odd.names()).containsExactlyInAnyOrder("Anna", "Cleopatra");
        assertThat(customers.all().values().toString()).contains("Anna").contains("Cleopatra");

        odd.remove(ann);
        hub.sweep();

        assertThat(odd.names()).containsExactly("Cleopatra");
        assertThat(customers.all()).hasSize(1);
        assertThat(odd.wrongSums()).isZero();
      }
    }
  }

  @Test
  void aVerdictOfTheHookGoesBeforeTheStatus() throws IOException {
    try (OddService odd = new OddService();
        Adapter adapter = adapter(odd.url()).hook(new Odd()).open(context())) {
      String ann = odd.put("Ann");

      assertThat(write(adapter, ann, "rev-0")).isEqualTo(new WriteOutcome.Stale(Optional.empty()));
      assertThat(write(adapter, "77", "rev-0")).isEqualTo(new WriteOutcome.Missing());
      assertThat(odd.names()).containsExactly("Ann");
    }
  }

  @Test
  void whatAHookThrowsIsToldAndNothingIsSent() {
    Hook failing =
        changing(
            request -> {
              throw chance();
            });
    try (Adapter adapter = adapter(server.url()).hook(failing).open(context())) {
      assertThatThrownBy(() -> scan(adapter))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage(
              "GET /c cannot be made: hook odd threw IllegalStateException: by chance, with ***");
      assertThat(((WriteOutcome.Rejected) write(adapter, "1", "r")).message())
          .contains("hook odd threw IllegalStateException");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void anAnswerThatAHookFailsOnIsUnknown() {
    Hook failing =
        new Hook() {
          @Override
          public String id() {
            return "odd";
          }

          @Override
          public JsonNode tree(HookAnswer answer, JsonNode tree) {
            throw chance();
          }
        };
    server.answer(200, Map.of(), "[]".getBytes(StandardCharsets.UTF_8));
    server.answer(200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
    try (Adapter adapter = adapter(server.url()).hook(failing).open(context())) {
      assertThatThrownBy(() -> scan(adapter))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("HOOK: hook odd threw IllegalStateException: by chance, with ***");
      assertThat(((WriteOutcome.Unknown) write(adapter, "1", "r")).toString())
          .contains("hook odd threw IllegalStateException");
    }
  }

  @Test
  void aHookMovesNothingAndTouchesNoCredentials() {
    refused(
        request -> new HookRequest(request.call(), "POST", "/c", Map.of(), new byte[0]),
        "must leave method and path as they are");
    refused(
        request -> new HookRequest(request.call(), "GET", "@evil.example/c", Map.of(), new byte[0]),
        "must leave method and path as they are");
    for (String name : List.of("authorization", "Host", "Cookie", "Content-Length")) {
      refused(
          request -> request.withHeader(name, "x"),
          "must not set a header of the connection or of auth: " + name);
    }
    refused(request -> request.withHeader("X", "a\r\nY: b"), "must set headers that can be sent");
    refused(
        request -> new HookRequest(request.call(), "GET", "/c?a b", Map.of(), new byte[0]),
        "threw IllegalArgumentException");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aHookThatIsNotThereIsAFaultWithItsPlace() {
    String other = MANIFEST.replace("    key: [id]", "    key: [id]\n    hook: sums");
    HttpAdapter adapter = adapter(server.url(), other).hook(changing(r -> r));

    assertThat(adapter.validate()).isEmpty();
    assertThat(adapter.hooks()).containsExactly("odd", "sums");
    assertThat(adapter.explain())
        .contains("hook: odd, Java of the host that may change calls and answers")
        .contains("hook: sums, in the place of the connection's");
    assertThat(faults(() -> adapter.open(context())))
        .containsExactly(
            "datasets.contacts.hook: must be a hook that is there: sums, one of [odd]");
    assertThat(faults(() -> adapter(server.url()).open(context())))
        .containsExactly("connection.hook: must be a hook that is there, and there is none: odd");
    HttpAdapter misspelt = adapter(server.url(), MANIFEST.replace("odd", "oddd"));
    assertThat(faults(() -> misspelt.hook(new Odd()).open(context())))
        .containsExactly("connection.hook: must be a hook that is there: oddd, did you mean odd?");
    assertThat(faults(() -> adapter(server.url()).hook(new Odd()).hook(new Odd()).open(context())))
        .containsExactly("connection.hook: must be handed in once: hook=odd");
  }

  private void refused(UnaryOperator<HookRequest> change, String why) {
    try (Adapter adapter = adapter(server.url()).hook(changing(change)).open(context())) {
      assertThatThrownBy(() -> scan(adapter))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessageContaining("GET /c cannot be made: hook odd " + why);
    }
  }

  private static Hook changing(UnaryOperator<HookRequest> change) {
    return new Hook() {
      @Override
      public String id() {
        return "odd";
      }

      @Override
      public HookRequest request(HookRequest request) {
        return change.apply(request);
      }
    };
  }

  private static IllegalStateException chance() {
    return new IllegalStateException("by chance, with " + Crm.TOKEN);
  }

  private static List<String> faults(Supplier<Adapter> open) {
    try (Adapter adapter = open.get()) {
      throw new AssertionError("opened " + adapter);
    } catch (AdapterException.ConfigInvalid e) {
      return e.faults().stream().map(SettingFault::toString).toList();
    }
  }

  private static Hub hub(HttpAdapter crm, MemorySystem erp) {
    return Hub.builder()
        .state(StateStore.inMemory())
        .system("crm", crm)
        .system("erp", erp)
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", text(80))
                    .matchOn("name")
                    .in("crm", flow -> flow.dataset("contacts").everyFieldByName())
                    .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
        .build();
  }

  private HttpAdapter adapter(String url) {
    return adapter(url, MANIFEST);
  }

  private HttpAdapter adapter(String url, String manifest) {
    try {
      Path file = Files.writeString(folder.resolve(manifest.hashCode() + ".yaml"), manifest);
      return HttpAdapter.manifest(file).setting("baseUrl", url).secret("crm", Crm.TOKEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AdapterContext context() {
    return AdapterContext.of(InstantSource.system());
  }

  private static WriteOutcome write(Adapter adapter, String key, String version) {
    return adapter
        .dataset(DatasetSpec.of("contacts"))
        .writer()
        .orElseThrow()
        .write(List.of(Crm.update("w-1", key, "Bea", version)), Crm.PATIENCE)
        .get(0);
  }

  private static void scan(Adapter adapter) {
    adapter.dataset(DatasetSpec.of("contacts")).scanner().orElseThrow().start(Crm.LIMITS);
  }
}
