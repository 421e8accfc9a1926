package io.syncline.testkit;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.Counted;
import io.syncline.operate.Explanation.Standing;
import io.syncline.operate.InboxAnswer;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.InboxFilter;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTest {

  private final MemorySystem crm = new MemorySystem(InstantSource.system());
  private final MemorySystem erp = new MemorySystem(InstantSource.system());
  private final MemoryTable contacts =
      crm.table("contacts", shape -> shape.assignedKey("id").columns("name", "email"));
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name", "email"));
  private final Hub hub =
      Hub.builder()
          .state(StateStore.inMemory())
          .system("crm", crm)
          .system("erp", erp)
          .entity(
              "customer",
              customer ->
                  customer
                      .field("name", text(80))
                      .field("email", text())
                      .matchOn("email", Normaliser.lower())
                      .in("crm", flow -> flow.dataset("contacts").key("id").everyFieldByName())
                      .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()))
          .schedule(schedule -> schedule.syncEvery(Duration.ofMillis(20)))
          .build();

  @AfterEach
  void close() {
    hub.close();
  }

  private static Map<String, String> row(String name, String email) {
    return Map.of("name", name, "email", email);
  }

  private String contested() {
    String key = contacts.add(row("Ann", "ann@example.com"));
    hub.sync();
    contacts.change(key, "name", "Anna");
    String other = customers.keysWhere("email", "ann@example.com").get(0);
    customers.change(other, "name", "Anne");
    hub.sync();
    return key;
  }

  @Test
  void aStartedHubSyncsByItself() {
    hub.start();

    contacts.add(row("Ann", "ann@example.com"));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> customers.keysWhere("email", "ann@example.com").size() == 1);
    assertThat(hub.lastRun()).isPresent();
  }

  @Test
  void aClosedHubHasNoThreadAndCannotBeStarted() {
    hub.start();

    hub.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("syncline-hub"));
    assertThatThrownBy(hub::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("must be open: hub=hub");
  }

  @Test
  void aHeldConflictWaitsInTheInboxUntilAPersonDecides() {
    contested();

    InboxEntry entry = hub.inbox().list(InboxFilter.all(), 10).entries().get(0);
    assertThat(entry)
        .isInstanceOfSatisfying(
            InboxEntry.Conflict.class,
            conflict -> {
              assertThat(conflict.field()).isEqualTo("name");
              assertThat(conflict.base().orElseThrow()).hasToString("Ann");
            });
    assertThat(hub.inbox().resolve(entry.seen(), Choice.incoming()).isDone()).isTrue();
    hub.sync();

    assertThat(hub.inbox().counts(InboxFilter.all())).isEmpty();
    assertThat(hub.verify("customer").agrees()).isTrue();
  }

  @Test
  void aDecisionOnWhatHasMovedOnIsRefused() {
    String key = contested();
    InboxEntry seen = hub.inbox().list(InboxFilter.all(), 10).entries().get(0);
    contacts.change(key, "name", "Annette");
    hub.sync();

    InboxEntry now = hub.inbox().find(seen.id()).orElseThrow();
    assertThat(hub.inbox().resolve(seen.seen(), Choice.head()))
        .isEqualTo(new InboxAnswer.MovedOn(now));
    assertThat(hub.inbox().resolve(now.seen(), Choice.head()).isDone()).isTrue();
  }

  @Test
  void aHeldConflictIsExplainedAndIsNoDisagreement() {
    String key = contested();

    assertThat(
            hub.explain("customer", "crm", key)
                .flatMap(record -> record.field("name"))
                .orElseThrow()
                .standing()
                .values())
        .extracting(Standing::state)
        .contains(Standing.State.HELD, Standing.State.AGREES);
    assertThat(hub.verify("customer").agrees()).isTrue();
  }

  @Test
  void verifyFindsWhatChangedBehindTheHubsBack() {
    String key = contacts.add(row("Ann", "ann@example.com"));
    hub.sync();
    contacts.change(key, "name", "Bob");

    var found = hub.verify("customer");

    assertThat(found.agrees()).isFalse();
    assertThat(found.differences())
        .singleElement()
        .satisfies(each -> assertThat(each.field()).contains("name"));
  }

  @Test
  void anUnknownEntityIsNamedBesideThoseThatAre() {
    assertThatThrownBy(() -> hub.verify("order"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one of [customer]: entity=order");
    assertThat(hub.explain("customer", "crm", "nobody")).isEmpty();
  }

  @Test
  void aPreviewSaysWhatTheNextSyncDoes() {
    contacts.add(row("Ann", "ann@example.com"));

    var preview = hub.preview();
    var report = hub.sync();

    assertThat(preview.counts().of("customer", "erp", Counted.CREATED)).isEqualTo(1);
    assertThat(report.counts().of("customer", "erp", Counted.CREATED)).isEqualTo(1);
  }

  @Test
  void aRefusedWriteIsTriedAgainOnDemand() {
    customers.reject("name", name -> true, "no names today");
    contacts.add(row("Ann", "ann@example.com"));
    hub.sync();
    customers.accept();
    hub.sync();
    assertThat(customers.all()).isEmpty();

    assertThat(hub.inbox().retryAll(InboxFilter.all()).done()).isEqualTo(1);
    hub.sync();

    assertThat(customers.all()).hasSize(1);
    assertThat(hub.inbox().retryAll(InboxFilter.all()).done()).isZero();
  }
}
