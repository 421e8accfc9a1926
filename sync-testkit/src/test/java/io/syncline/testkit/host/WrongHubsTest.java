package io.syncline.testkit.host;

import static io.syncline.model.FieldType.oneOf;
import static io.syncline.model.FieldType.text;
import static io.syncline.testkit.host.SyncSimulatorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.EntityBuilder;
import io.syncline.FlowBuilder;
import io.syncline.Hub;
import io.syncline.mapping.Lens;
import io.syncline.mapping.Lenses;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.simulation.SimulatedClock;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Hubs that are wrong on purpose are found, and the failure says where and why. */
class WrongHubsTest {

  private static SimulatorBuilder hub(
      Consumer<EntityBuilder> rules, Consumer<FlowBuilder> crm, Consumer<FlowBuilder> erp) {
    MemorySystem unused = new MemorySystem(new SimulatedClock());
    return SyncSimulator.of(
        Hub.builder()
            .system("crm", unused)
            .system("erp", unused)
            .entity(
                "customer",
                customer -> {
                  customer
                      .field("name", text(80))
                      .field("email", text())
                      .field("status", oneOf("active", "blocked"))
                      .matchOn("email");
                  rules.accept(customer);
                  customer
                      .in("crm", flow -> crm.accept(flow.dataset("contacts").everyFieldByName()))
                      .in("erp", flow -> erp.accept(flow.dataset("customer").everyFieldByName()));
                }));
  }

  private static SimulatorBuilder hub(Consumer<FlowBuilder> erp) {
    return hub(rules -> {}, crm -> {}, erp);
  }

  private static Map<String, String> contact(String name, String email) {
    return Map.of("name", name, "email", email, "status", "active");
  }

  @Test
  void aLensThatLosesDetailUndeclared() {
    Lens cut =
        Lens.of(value -> value, value -> Value.of(value.toString().replaceAll("(.{10}).+", "$1")));
    try (SyncSimulator simulator = hub(erp -> erp.map("name", "name", cut)).open()) {
      simulator.table("crm", "contacts").add(contact("Ann-Margret Lee", "ann@x.org"));
      simulator.settle();

      assertThatThrownBy(() -> assertThat(simulator).hasConverged())
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              """
              the systems do not agree: 1 differ, of 1 records and 2 values that are equal
                name of customer {crm=1001, erp=1001}: crm shows Ann-Margret Lee, erp shows Ann-Margre
                  erp shows Ann-Margre for Ann-Margret Lee: its lens loses detail, and is not declared lossy().
                  name is Ann-Margret Lee: crm set it at 2024-03-01T08:00:00Z, event 1.
                  crm agrees.
                  erp agrees.
              simulation of seed 1\
              """);
    }
    try (SyncSimulator simulator = hub(erp -> erp.map("name", "name", cut.lossy())).open()) {
      simulator.table("crm", "contacts").add(contact("Ann-Margret Lee", "ann@x.org"));
      simulator.settle();

      assertThat(simulator).hasConverged();
    }
  }

  @Test
  void chanceFindsTheLensToo() {
    Lens cut =
        Lens.of(value -> value, value -> Value.of(value.toString().replaceAll("(.{10}).+", "$1")));
    try (SyncSimulator simulator = hub(erp -> erp.map("name", "name", cut)).seed(3).open()) {
      simulator.play(10);

      assertThatThrownBy(() -> assertThat(simulator).hasConverged())
          .hasMessageContaining("its lens loses detail, and is not declared lossy().")
          .hasMessageContaining(": a user makes {")
          .hasMessageContaining("simulation of seed 3, ");
    }
  }

  @Test
  void aSystemThatRewritesWhatItIsGiven() {
    try (SyncSimulator simulator =
        hub(rules -> rules.authority("name", "crm"), crm -> {}, erp -> {})
            .shape("erp", "customer", table -> table.stores("name", WrongHubsTest::lower))
            .open()) {
      simulator.table("crm", "contacts").add(contact("Ann", "ann@x.org"));
      simulator.settle();

      assertThatThrownBy(() -> assertThat(simulator).hasConverged())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(
              "name of customer {crm=1001, erp=1001}: crm shows Ann, erp shows ann\n"
                  + "    name is Ann: crm set it at 2024-03-01T08:00:00Z, event 1.");
    }
  }

  private static Value lower(Value value) {
    return value.isNull() ? value : Value.of(value.toString().toLowerCase(Locale.ROOT));
  }

  @Test
  void conflictsThatNobodyDecides() {
    try (SyncSimulator simulator = hub(erp -> {}).open()) {
      String key = simulator.table("crm", "contacts").add(contact("Ann", "ann@x.org"));
      simulator.settle();
      simulator.table("crm", "contacts").change(key, "name", "Anna");
      simulator.table("erp", "customer").change("1001", "name", "Anne");
      simulator.settle();

      assertThatThrownBy(() -> assertThat(simulator).hasConverged().hasHeld(0))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("must hold 0 for a person: held=1\n")
          .hasMessageContaining("Anna")
          .hasMessageContaining("Anne");
    }
  }

  @Test
  void aRuleThatDoesNotMatchWhatPeopleDo() {
    try (SyncSimulator simulator = hub(erp -> {}).open()) {
      simulator.table("crm", "contacts").add(contact("Ann", "Ann@x.org"));
      simulator.table("erp", "customer").add(contact("Ann", "ann@x.org "));
      simulator.settle();

      assertThatThrownBy(() -> assertThat(simulator).hasConverged().hasNoTwins())
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              """
              must have no twins: twins=4
                crm 1001 and crm 1002 are alike in email
                crm 1001 and erp 1001 are alike in email
                crm 1002 and erp 1002 are alike in email
                erp 1001 and erp 1002 are alike in email
              simulation of seed 1\
              """);
    }
  }

  @Test
  void noRuleAtAll() {
    try (SyncSimulator simulator =
        SyncSimulator.of(
                Hub.builder()
                    .system("crm", new MemorySystem(new SimulatedClock()))
                    .system("erp", new MemorySystem(new SimulatedClock()))
                    .entity(
                        "customer",
                        customer ->
                            customer
                                .field("email", text())
                                .in("crm", crm -> crm.dataset("contacts").everyFieldByName())
                                .in("erp", erp -> erp.dataset("customer").everyFieldByName())))
            .open()) {
      simulator.table("crm", "contacts").add(Map.of("email", "ann@x.org"));
      simulator.table("erp", "customer").add(Map.of("email", "ann@x.org"));
      simulator.settle();

      assertThat(simulator).hasConverged();
      assertThat(simulator.table("erp", "customer").all()).hasSize(2);
    }
  }

  @Test
  void aDictionaryWithAGap() {
    try (SyncSimulator simulator =
        hub(erp -> erp.map("status", "state", Lenses.dictionary("A", "active"))).open()) {
      String key = simulator.table("crm", "contacts").add(contact("Ann", "ann@x.org"));
      simulator.settle();
      simulator.table("crm", "contacts").change(key, "status", "blocked");
      simulator.settle();

      assertThatThrownBy(() -> assertThat(simulator).hasConverged())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(
              "status of customer {crm=1001, erp=1001}: crm shows blocked, erp shows active")
          .hasMessageContaining(
              "erp refuses status: status must be one of [active]: value=blocked");
      assertThatThrownBy(() -> assertThat(simulator).hasNothingWaiting())
          .hasMessageStartingWith("must wait for nobody: waiting=1\n");
    }
  }

  @Test
  void aCodeThatTheDictionaryDoesNotKnow() {
    try (SyncSimulator simulator =
        hub(erp -> erp.map("status", "state", Lenses.dictionary("A", "active", "B", "blocked")))
            .open()) {
      simulator
          .table("erp", "customer")
          .add(Map.of("name", "Ann", "email", "ann@x.org", "state", "C"));
      simulator.settle();

      assertThatThrownBy(() -> assertThat(simulator).hasConverged())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("customer 1001 in erp was not taken in: erp shows {name=Ann,")
          .hasMessageContaining("must be one of [A, B]: value=C");
    }
  }

  @Test
  void aRunThatWasNeverMade() {
    try (SyncSimulator simulator = hub(erp -> {}).open()) {
      simulator.table("crm", "contacts").add(contact("Ann", "ann@x.org"));

      assertThatThrownBy(() -> assertThat(simulator).hasConverged())
          .hasMessage(
              """
              the systems do not agree: 1 differ, of 0 records and 0 values that are equal
                customer 1001 in crm was not taken in: crm shows {name=Ann, email=ann@x.org, status=active}
                  The hub knows no such record.
              simulation of seed 1\
              """);
      assertThatThrownBy(() -> assertThat(simulator).isQuiet())
          .hasMessageStartingWith("must write nothing more: writes=1\n  settled in ")
          .hasMessageContaining("customer 1001 got {");
    }
  }

  @Test
  void aFeedThatDoesNotTell() {
    try (SyncSimulator simulator = hub(erp -> {}).open()) {
      String key = simulator.table("crm", "contacts").add(contact("Ann", "ann@x.org"));
      simulator.settle();
      simulator.table("crm", "contacts").silently(table -> table.change(key, "name", "Anna"));
      simulator.settle();

      assertThatThrownBy(() -> assertThat(simulator).hasConverged())
          .hasMessageContaining(
              "name of customer {crm=1001, erp=1001}: crm shows Anna, erp shows Ann");

      simulator.table("crm", "contacts").silently(table -> table.remove(key));

      assertThatThrownBy(() -> assertThat(simulator).hasConverged())
          .hasMessageContaining("customer {crm=1001, erp=1001} is missing in crm: erp shows {");
    }
  }

  @Test
  void anExplanationThatIsAnotherOne() {
    try (SyncSimulator simulator =
        hub(rules -> rules.onConflict(ConflictPolicy.lastWriter()), crm -> {}, erp -> {}).open()) {
      String key = simulator.table("crm", "contacts").add(contact("Ann", "ann@x.org"));
      simulator.settle();

      assertThatThrownBy(
              () -> assertThat(simulator).explains("customer", "crm", key, "name").wasSetBy("erp"))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              """
              must be set by erp: field=name
                name is Ann: crm set it at 2024-03-01T08:00:00Z, event 1.
                crm agrees.
                erp agrees.\
              """);
      assertThatThrownBy(() -> assertThat(simulator).explains("customer", "crm", "7", "name"))
          .hasMessageStartingWith("must know name of customer 7 in crm\n");
    }
  }
}
