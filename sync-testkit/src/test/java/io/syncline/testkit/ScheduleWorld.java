package io.syncline.testkit;

import static io.syncline.model.FieldType.text;

import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.engine.Instance;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.store.SharedMemory;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.simulation.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Two systems, a clock that is moved by hand, and a store that outlives its hubs. */
final class ScheduleWorld {

  /** 08:00 on a Friday, UTC. */
  final SimulatedClock clock = new SimulatedClock();

  final SharedMemory memory = new SharedMemory(clock);
  final MemorySystem crm = new MemorySystem(clock);
  final MemorySystem erp = new MemorySystem(clock);
  final MemoryTable contacts =
      crm.table("contacts", shape -> shape.assignedKey("id").columns("name", "email"));
  final MemoryTable customers =
      erp.table("customer", shape -> shape.assignedKey("id").columns("name", "email"));

  Hub open(UnaryOperator<HubBuilder> more) {
    return more.apply(builder()).build();
  }

  HubBuilder builder() {
    return Hub.builder()
        .state(memory.open())
        .instance(Instance.ofThisProcess().withName("node-1"))
        .clock(clock)
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
                    .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName()));
  }

  /** Another clock time has come. */
  void at(String instant) {
    clock.move(Duration.between(clock.instant(), Instant.parse(instant)));
  }

  /** A user adds a record that does not match any other. */
  static String add(MemoryTable table, String name) {
    return table.add(Map.of("name", name, "email", name + "@example.com"));
  }

  static boolean shows(MemoryTable table, String name) {
    return !table.keysWhere("name", name).isEmpty();
  }

  /** How often a table was called in whatever way. */
  static int calls(MemoryTable table) {
    int calls = 0;
    for (Call call : Call.values()) {
      calls += table.calls(call);
    }
    return calls;
  }
}
