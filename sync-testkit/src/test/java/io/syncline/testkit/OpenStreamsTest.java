package io.syncline.testkit;

import static io.syncline.model.FieldType.text;
import static io.syncline.testkit.ScheduleWorld.add;
import static io.syncline.testkit.ScheduleWorld.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.Instance;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemClock;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.schedule.FlowSchedule.CatchUp;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Change;
import io.syncline.spi.Dataset;
import io.syncline.spi.EventStream;
import io.syncline.store.SharedMemory;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hub that keeps a connection open to one of its systems, and looks at nothing by the clock. */
class OpenStreamsTest {

  /** Ends a connection; a text that is no key of a record. */
  private static final String BREAK = "break";

  private static final String UNNAMED = "";

  private final SharedMemory memory = new SharedMemory(SystemClock.get());
  private final MemorySystem crm = new MemorySystem(SystemClock.get());
  private final MemorySystem erp = new MemorySystem(SystemClock.get());
  private final MemoryTable contacts =
      crm.table("contacts", shape -> shape.assignedKey("id").columns("name", "email"));
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name", "email"));
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<Hub> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Hub::close);
  }

  private Hub open(String instance) {
    AdapterSource streaming =
        context ->
            Listening.proxy(
                Adapter.class,
                crm.open(context),
                "dataset",
                dataset ->
                    Listening.proxy(
                        Dataset.class, dataset, "eventStream", none -> Optional.of(stream())));
    Hub hub =
        Hub.builder()
            .state(memory.open())
            .instance(Instance.ofThisProcess().withName(instance))
            .system("crm", streaming)
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
            .schedule(schedule -> schedule.syncWhenWoken().neverSweep().catchUp(CatchUp.NONE))
            .build();
    open.add(hub);
    return hub;
  }

  /** Has looked once after it was connected. */
  private Hub started() {
    Hub hub = open("node-1");
    hub.sync();
    int polls = contacts.calls(Call.POLL) + 1;
    hub.start();
    await().until(() -> contacts.calls(Call.POLL) == polls && hub.health().run().isEmpty());
    return hub;
  }

  private EventStream stream() {
    return listener -> {
      connections.incrementAndGet();
      try {
        listener.connected();
        String event = events.take();
        while (!event.equals(BREAK) && listener.told(changes(event))) {
          event = events.take();
        }
        throw new AdapterException.Unreachable("the connection broke");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AdapterException.Cancelled("interrupted");
      } finally {
        ended.incrementAndGet();
      }
    };
  }

  private static List<Change> changes(String key) {
    return key.equals(UNNAMED) ? List.of() : List.of(new Change.Hinted(NativeKey.of(key)));
  }

  @Test
  void aRecordThatIsNamedIsReadAtOnceAndNothingElseIs() {
    started();
    int polls = contacts.calls(Call.POLL);
    String ann = add(contacts, "Ann");
    add(contacts, "Bob");

    events.add(ann);

    await().until(() -> shows(customers, "Ann"));
    assertThat(shows(customers, "Bob")).isFalse();
    assertThat(contacts.calls(Call.POLL)).isEqualTo(polls);
  }

  @Test
  void whereNoRecordIsNamedTheFlowIsLookedAt() {
    started();
    add(contacts, "Ann");

    events.add(UNNAMED);

    await().until(() -> shows(customers, "Ann"));
  }

  @Test
  void whatHappenedWhileThereWasNoConnectionIsFound() {
    started();
    events.add(BREAK);
    await().until(() -> ended.get() == 1);
    add(contacts, "Ann");

    await().until(() -> shows(customers, "Ann"));
    assertThat(connections.get()).isEqualTo(2);
    String bob = add(contacts, "Bob");
    events.add(bob);
    await().until(() -> shows(customers, "Bob"));
  }

  @Test
  void aHubThatIsClosedEndsItsConnections() {
    Hub hub = started();

    hub.close();

    assertThat(ended.get()).isEqualTo(connections.get());
  }

  @Test
  void aHubThatIsNotStartedListensToNobody() {
    Hub hub = open("node-1");
    hub.sync();
    hub.runDue();

    assertThat(connections.get()).isZero();
  }

  @Test
  void anInstanceThatStandsByDoesNotListenUntilItTakesOver() {
    Hub works = started();
    contacts.put("c8", Map.of("name", "first", "email", "first@example.com"));
    Hub standsBy = open("node-2");
    assertThat(standsBy.sync().standBy()).isPresent();
    standsBy.start();
    events.add(UNNAMED);
    await().until(() -> shows(customers, "first"));
    assertThat(connections.get()).isEqualTo(1);

    works.close();
    contacts.put("c9", Map.of("name", "Ann", "email", "ann@example.com"));

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> connections.get() == 2 && shows(customers, "Ann"));
  }
}
