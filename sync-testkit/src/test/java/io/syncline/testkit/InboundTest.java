package io.syncline.testkit;

import static io.syncline.model.FieldType.text;
import static io.syncline.testkit.Listening.request;
import static io.syncline.testkit.ScheduleWorld.add;
import static io.syncline.testkit.ScheduleWorld.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.Instance;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.schedule.FlowSchedule.CatchUp;
import io.syncline.spi.InboundHandler;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.store.NoteKind;
import io.syncline.store.SharedMemory;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.simulation.SimulatedClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hub that is called by one of its systems, and looks at nothing unless it is told to. */
class InboundTest {

  private final SimulatedClock clock = new SimulatedClock();
  private final SharedMemory memory = new SharedMemory(clock);
  private final MemorySystem crm = new MemorySystem(clock);
  private final MemorySystem erp = new MemorySystem(clock);
  private final Listening listening = new Listening(crm);
  private final MemoryTable contacts =
      crm.table("contacts", shape -> shape.assignedKey("id").columns("name", "email"));
  private final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name", "email"));

  private Hub open(String instance) {
    return Hub.builder()
        .state(memory.open())
        .instance(Instance.ofThisProcess().withName(instance))
        .clock(clock)
        .system("crm", listening)
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
  }

  private Hub synced() {
    Hub hub = open("node-1");
    hub.sync();
    hub.runDue();
    return hub;
  }

  private InboundResponse deliver(Hub hub, String body) {
    return hub.inbound("crm").handle(request(body));
  }

  @Test
  void whatIsDeliveredIsReadAtOnceAndNothingElse() {
    try (Hub hub = synced()) {
      String ann = add(contacts, "Ann");
      add(contacts, "Bob");
      int polls = contacts.calls(Call.POLL);

      assertThat(deliver(hub, "msg-1 " + ann)).isEqualTo(InboundResponse.OK);
      hub.runDue();

      assertThat(shows(customers, "Ann")).isTrue();
      assertThat(shows(customers, "Bob")).isFalse();
      assertThat(contacts.calls(Call.POLL)).isEqualTo(polls);
    }
  }

  @Test
  void whatIsNamedAmidAListingIsReadAllTheSame() {
    String ann = add(contacts, "Ann");
    try (Hub hub = open("node-1")) {
      hub.inbound("crm");
      listening.afterNextPage(() -> deliver(hub, "msg-1 " + ann));

      hub.sync();

      assertThat(contacts.calls(Call.READ)).isPositive();
    }
  }

  @Test
  void aStartedHubIsWoken() {
    try (Hub hub = synced()) {
      hub.start();
      String ann = add(contacts, "Ann");

      deliver(hub, "msg-1 " + ann);

      await().untilAsserted(() -> assertThat(shows(customers, "Ann")).isTrue());
    }
  }

  @Test
  void aDeliveryThatComesAgainIsTakenOnce() {
    try (Hub hub = synced()) {
      String ann = add(contacts, "Ann");
      deliver(hub, "msg-1 " + ann);
      hub.runDue();
      int reads = contacts.calls(Call.READ);

      assertThat(deliver(hub, "msg-1 " + ann)).isEqualTo(InboundResponse.OK);
      clock.move(Listening.WINDOW);
      assertThat(deliver(hub, "msg-1 " + ann)).isEqualTo(InboundResponse.OK);
      hub.runDue();

      assertThat(contacts.calls(Call.READ)).isEqualTo(reads);

      deliver(hub, "msg-2 " + ann);
      hub.runDue();

      assertThat(contacts.calls(Call.READ)).isEqualTo(reads + 1);
    }
  }

  @Test
  void idsAreForgottenAfterTheirWindow() {
    try (Hub hub = synced()) {
      IntStream.range(0, 50).forEach(i -> deliver(hub, "msg-" + i + " " + i));
      clock.move(Listening.WINDOW.multipliedBy(2));

      deliver(hub, "late 4711");

      try (StateStore store = memory.open();
          StoreView view = store.view()) {
        assertThat(
                view.notes(
                    new EntityName("customer"),
                    new SystemId("crm"),
                    NoteKind.DELIVERED,
                    Optional.empty(),
                    100))
            .hasSize(1);
      }
    }
  }

  @Test
  void whatIsNamedWhileItIsReadIsReadOnceMore() {
    try (Hub hub = synced()) {
      String ann = add(contacts, "Ann");
      deliver(hub, "msg-1 " + ann);
      listening.afterNextRead(
          () -> {
            contacts.change(ann, "name", "Anna");
            deliver(hub, "msg-2 " + ann);
          });

      hub.runDue();

      assertThat(shows(customers, "Anna")).isTrue();
    }
  }

  @Test
  void whatWasNotReadInTimeIsReadByTheNextProcess() {
    String ann = add(contacts, "Ann");
    String bob;
    try (Hub hub = synced()) {
      bob = add(contacts, "Bob");
      contacts.change(ann, "name", "Anna");
      deliver(hub, "msg-1 " + ann + " " + bob);
    }

    try (Hub next = open("node-1")) {
      next.runDue();

      assertThat(shows(customers, "Anna")).isTrue();
      assertThat(shows(customers, "Bob")).isTrue();
    }
  }

  @Test
  void whatCannotBeReadIsTriedAgainAndNotAtEveryDelivery() {
    try (Hub hub = synced()) {
      String ann = add(contacts, "Ann");
      contacts.faults().next(Call.READ, Fault.UNREACHABLE);
      deliver(hub, "msg-1 " + ann);
      hub.runDue();
      int reads = contacts.calls(Call.READ);

      deliver(hub, "msg-2 " + ann);
      hub.runDue();

      assertThat(contacts.calls(Call.READ)).isEqualTo(reads);
      assertThat(shows(customers, "Ann")).isFalse();

      clock.move(Duration.ofHours(1));
      hub.runDue();

      assertThat(shows(customers, "Ann")).isTrue();
    }
  }

  @Test
  void aPausedFlowLooksOnceItGoesOn() {
    try (Hub hub = synced()) {
      String ann = add(contacts, "Ann");
      hub.pausing().system("crm").pause("Eve", "upgrade");
      deliver(hub, "msg-1 " + ann);
      hub.runDue();
      assertThat(shows(customers, "Ann")).isFalse();

      hub.pausing().system("crm").resume("Eve");
      hub.runDue();

      assertThat(shows(customers, "Ann")).isTrue();
    }
  }

  @Test
  void anInstanceThatStandsByTakesNothing() {
    try (Hub hub = synced();
        Hub other = open("node-2")) {
      String ann = add(contacts, "Ann");

      assertThat(deliver(other, "msg-1 " + ann)).isEqualTo(InboundResponse.UNAVAILABLE);
      assertThat(deliver(hub, "msg-1 " + ann)).isEqualTo(InboundResponse.OK);
    }
  }

  @Test
  void whatIsNoDeliveryIsRefused() {
    try (Hub hub = open("node-1")) {
      InboundHandler handler = hub.inbound("crm");

      assertThat(handler.maxBodyBytes()).isEqualTo(1000);
      assertThat(handler.handle(request("x".repeat(1001)))).isEqualTo(InboundResponse.TOO_LARGE);
      assertThat(handler.handle(request("broken"))).isEqualTo(InboundResponse.UNAVAILABLE);
      assertThat(handler.handle(new InboundRequest("POST", "/other", "", Map.of(), new byte[0])))
          .isEqualTo(InboundResponse.NOT_FOUND);
      assertThat(handler.handle(new InboundRequest("GET", "/hook", "", Map.of(), new byte[0])))
          .isEqualTo(InboundResponse.NOT_ALLOWED);
    }
  }

  @Test
  void aClosedHubTakesNothing() {
    Hub hub = open("node-1");
    InboundHandler handler = hub.inbound("crm");
    hub.close();

    assertThat(handler.handle(request("msg-1 4711"))).isEqualTo(InboundResponse.UNAVAILABLE);
  }

  @Test
  void aSystemThatDoesNotCallUsHasNoHandler() {
    try (Hub hub = open("node-1")) {
      assertThatThrownBy(() -> hub.inbound("erp"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must have a dataset that is sent to us: system=erp");
    }
  }
}
