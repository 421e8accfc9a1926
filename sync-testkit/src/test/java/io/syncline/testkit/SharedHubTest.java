package io.syncline.testkit;

import static io.syncline.model.FieldType.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.Instance;
import io.syncline.engine.SyncReport;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.store.NotHolder;
import io.syncline.store.SharedMemory;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two hubs of one declaration over one store. */
class SharedHubTest {

  private static final Instance ONE =
      Instance.ofThisProcess().withName("node-1").withLease(Duration.ofMillis(300));

  private final SharedMemory memory = new SharedMemory(InstantSource.system());
  private final MemorySystem crm = new MemorySystem(InstantSource.system());
  private final MemorySystem erp = new MemorySystem(InstantSource.system());
  private final MemoryTable contacts =
      crm.table("contacts", shape -> shape.assignedKey("id").columns("name", "email"));
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name", "email"));
  private final Hub first = hub(ONE);
  private final Hub second = hub(ONE.withName("node-2"));

  private Hub hub(Instance instance) {
    return Hub.builder()
        .state(memory.open())
        .instance(instance)
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
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void oneWorksAndTheOtherSaysSo() {
    first.sync();

    SyncReport report = second.sync();

    assertThat(report.settled()).isFalse();
    assertThat(report.toString()).startsWith("stands by for node-1 (epoch 1) in 0 ms");
    assertThatThrownBy(second::preview)
        .isInstanceOf(NotHolder.class)
        .hasMessageEndingWith("holder=node-1 (epoch 1)");
  }

  @Test
  void whoStandsByExplainsAndVerifies() {
    String key = contacts.add(Map.of("name", "Ann", "email", "ann@example.com"));
    first.sync();

    assertThat(second.explain("customer", "crm", key)).isPresent();
    assertThat(second.verify("customer").agrees()).isTrue();
  }

  @Test
  void whoStandsByTakesOverWhenTheOtherCloses() {
    first.start();
    await().until(() -> first.lastRun().isPresent());
    second.start();
    await().until(() -> second.lastRun().flatMap(SyncReport::standBy).isPresent());

    first.close();
    contacts.add(Map.of("name", "Ann", "email", "ann@example.com"));

    await().until(() -> !customers.all().isEmpty());
    await().until(() -> second.lastRun().flatMap(SyncReport::standBy).isEmpty());
  }

  @Test
  void anIdleHolderKeepsItsLease() {
    first.sync();

    await()
        .during(ONE.lease().multipliedBy(3))
        .atMost(Duration.ofSeconds(20))
        .until(() -> second.sync().standBy().isPresent());
  }

  @Test
  void aClosedHubHasNoThreadThatRenews() {
    assertThat(threads()).isEqualTo(2);

    first.close();
    second.close();

    assertThat(threads()).isZero();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("syncline-hub-lease"))
        .count();
  }
}
