package io.syncline.testkit;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.Hub;
import io.syncline.engine.Plan;
import io.syncline.engine.Retention;
import io.syncline.engine.SyncReport;
import io.syncline.operate.json.PlanJson;
import io.syncline.plan.Guarded;
import io.syncline.plan.Risk;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What docs/plans.md and docs/journal.md show. */
class OperationsTest {

  private final MemorySystem crm = new MemorySystem(InstantSource.system());
  private final MemorySystem erp = new MemorySystem(InstantSource.system());
  private final MemoryTable contacts =
      crm.table("contacts", shape -> shape.assignedKey("id").columns("name", "email"));
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name", "email"));
  private final Hub hub = hub(StateStore.inMemory());

  private Hub hub(StateStore state) {
    return Hub.builder()
        .state(state)
        .system("crm", crm)
        .system("erp", erp)
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", text(80))
                    .field("email", text())
                    .matchOn("email")
                    .retention(new Retention(Duration.ofDays(92), Duration.ofDays(731)))
                    .in("crm", contact -> contact.dataset("contacts").key("id").everyFieldByName())
                    .in(
                        "erp",
                        flow ->
                            flow.dataset("customer")
                                .key("id")
                                .everyFieldByName()
                                .guard(Risk.DELETES, 2, 0.1)
                                .guard(Risk.CREATES, 5_000, 0.5)
                                .unguarded(Risk.BLANKS)))
        .build();
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      contacts.add(Map.of("name", "Ann " + i, "email", i + "@example.com"));
    }
    hub.sync();
  }

  private void removeAll() {
    List.copyOf(contacts.all().keySet()).forEach(contacts::remove);
  }

  @Test
  void aPlanIsLookedAtApprovedAndApplied() {
    add(4);
    removeAll();

    Plan plan = hub.preview();
    String json = PlanJson.of(plan);
    hub.approvals().approve(plan, "ann");
    SyncReport report = hub.sync();

    assertThat(plan.toString())
        .endsWith(
            "customer@erp: 4 deletes wait for approval, of 4 linked records; 2 or 10 % may go");
    assertThat(json).contains("\"risk\":\"deletes\"");
    assertThat(report.guarded()).isEmpty();
    assertThat(customers.all()).isEmpty();
  }

  @Test
  void whatWaitsIsListedAndApprovedOneByOne() {
    add(4);
    removeAll();
    hub.sync();

    for (Guarded part : hub.approvals().waiting()) {
      if (part.risk() == Risk.DELETES && part.count() < 100) {
        hub.approvals().approve(part, "ann");
      }
    }
    hub.sync();

    assertThat(customers.all()).isEmpty();
    assertThat(hub.approvals().waiting()).isEmpty();
  }

  @Test
  void anApprovalSaysWho() {
    add(4);
    removeAll();
    hub.sync();
    Guarded part = hub.approvals().waiting().get(0);

    assertThatThrownBy(() -> hub.approvals().approve(part, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must say who approves: by= ");
  }

  @Test
  void aFieldTellsItsStoryAndTheJournalIsExported() throws IOException {
    add(1);
    String key = contacts.all().keySet().iterator().next();
    String other = customers.all().keySet().iterator().next();
    contacts.change(key, "name", "Anna");
    customers.change(other, "name", "Anne");
    hub.sync();

    List<String> story = hub.explain("customer", "crm", key).orElseThrow().story("name");
    StringBuilder lines = new StringBuilder();
    hub.exportJournal("customer", lines);

    assertThat(story.get(0)).startsWith("name is Anna: crm set it");
    assertThat(lines.toString()).contains("\"kind\":\"conflict\"").endsWith("}\n");
  }

  @Test
  void aSystemThatIsStillDeclaredIsNotForgotten() {
    assertThatThrownBy(() -> hub.forget("customer", "erp"))
        .hasMessage("must not be declared any more: entity=customer system=erp");
  }
}
