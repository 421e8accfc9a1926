package io.syncline.http.replay;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.operate.InboxFilter;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a hub did with a service it does again without it, from a recording. */
class RecordedHubTest {

  @TempDir private Path folder;

  /** What was done to the service behind the hub's back; in a replay nobody does. */
  private interface Behind {
    void rename(String name, String to);

    void delete(String name);
  }

  @Test
  void aRunInBothDirectionsIsRepeatedWithoutTheService() throws IOException {
    Path tape = folder.resolve("run.har");
    List<String> recorded;
    try (FakeSaas saas = FakeSaas.builder().token(Tapes.TOKEN).start()) {
      saas.dataset("contacts").create(Map.of("name", "Ann", "email", "ann@crm.example"));
      saas.dataset("contacts").create(Map.of("name", "Bob", "email", "bob@crm.example"));
      HttpAdapter crm = Tapes.crm(folder, saas.url().toString()).secret("crm", Tapes.TOKEN);
      recorded = run(crm.record(tape), behind(saas));
      for (FakeRequest kind :
          List.of(FakeRequest.LIST, FakeRequest.FEED, FakeRequest.NEWEST, FakeRequest.BATCH)) {
        assertThat(saas.requests(kind)).as("%s", kind).isPositive();
      }
      assertThat(saas.dataset("contacts").snapshot().values())
          .extracting(record -> record.fields().get("name"))
          .containsExactlyInAnyOrder("Anna", "Cleopatra");
    }

    List<String> replayed =
        run(Tapes.crm(folder, "https://crm.example/nobody-is-there").replay(tape), nobody());

    assertThat(recorded).anyMatch(step -> step.contains("Anna")).isEqualTo(replayed);
    assertThat(Files.readString(tape)).doesNotContain(Tapes.TOKEN).contains("ifMatch");
  }

  @Test
  void theFileIsWholeAfterEachExchange() throws IOException {
    Path tape = folder.resolve("run.har");
    Set<Integer> sizes = new HashSet<>();
    try (FakeSaas saas = FakeSaas.builder().token(Tapes.TOKEN).start()) {
      saas.dataset("contacts").create(Map.of("name", "Ann"));
      HttpAdapter crm = Tapes.crm(folder, saas.url().toString()).secret("crm", Tapes.TOKEN);
      run(
          crm.record(tape),
          new Behind() {
            @Override
            public void rename(String name, String to) {
              sizes.add(entries(tape));
            }

            @Override
            public void delete(String name) {
              sizes.add(entries(tape));
            }
          });
    }

    assertThat(sizes).hasSizeGreaterThan(1).doesNotContain(0);
  }

  private static int entries(Path tape) {
    JsonNode log = JsonMapper.shared().readTree(tape.toFile()).path("log");
    assertThat(log.path("version").asString()).isEqualTo("1.2");
    return log.path("entries").size();
  }

  /** All that can be seen of a run, step by step. */
  private static List<String> run(HttpAdapter crm, Behind behind) {
    MemorySystem erp = new MemorySystem(InstantSource.system());
    MemoryTable customers =
        erp.table("customer", shape -> shape.assignedKey("id").columns("name", "email"));
    customers.put("1", Map.of("name", "Cleo", "email", "cleo@erp.example"));
    List<String> seen = new ArrayList<>();
    try (Hub hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system("crm", crm)
            .system("erp", erp)
            .entity(
                "customer",
                customer ->
                    customer
                        .field("name", text(80))
                        .field("email", text(80))
                        .matchOn("email")
                        .in("crm", flow -> flow.dataset("contacts").everyFieldByName())
                        .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
            .build()) {
      step(hub, customers, seen);
      behind.rename("Ann", "Anna");
      customers.change("1", "name", "Cleopatra");
      step(hub, customers, seen);
      behind.delete("Bob");
      step(hub, customers, seen);
      seen.add(withoutTime(hub.sweep().toString()));
      seen.add(names(customers));
    }
    return seen;
  }

  private static void step(Hub hub, MemoryTable customers, List<String> seen) {
    seen.add(withoutTime(hub.sync().toString()));
    seen.add(names(customers));
    seen.add(hub.inbox().list(InboxFilter.all(), 100).toString());
  }

  private static String withoutTime(String report) {
    return report.replaceFirst("settled in \\d+ ms", "settled");
  }

  private static String names(MemoryTable customers) {
    return customers.all().values().stream().map(Object::toString).sorted().toList().toString();
  }

  private static Behind behind(FakeSaas saas) {
    return new Behind() {
      @Override
      public void rename(String name, String to) {
        saas.dataset("contacts").update(id(name), Map.of("name", to));
      }

      @Override
      public void delete(String name) {
        saas.dataset("contacts").delete(id(name));
      }

      private String id(String name) {
        return saas.dataset("contacts").snapshot().values().stream()
            .filter(record -> name.equals(record.fields().get("name")))
            .map(FakeRecord::id)
            .findFirst()
            .orElseThrow();
      }
    };
  }

  private static Behind nobody() {
    return new Behind() {
      @Override
      public void rename(String name, String to) {}

      @Override
      public void delete(String name) {}
    };
  }
}
