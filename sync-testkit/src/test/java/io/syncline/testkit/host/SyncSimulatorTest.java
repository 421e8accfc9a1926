package io.syncline.testkit.host;

import static io.syncline.model.FieldType.decimal;
import static io.syncline.model.FieldType.oneOf;
import static io.syncline.model.FieldType.reference;
import static io.syncline.model.FieldType.text;
import static io.syncline.testkit.host.SyncSimulatorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.EntityBuilder;
import io.syncline.FlowBuilder;
import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.config.ConfigException;
import io.syncline.engine.Counted;
import io.syncline.mapping.Direction;
import io.syncline.mapping.Lenses;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.spi.AdapterSource;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SyncSimulatorTest {

  private static final AdapterSource NEVER_OPENED =
      context -> {
        throw new IllegalStateException("a simulated system must not be opened");
      };

  private static HubBuilder hub(Consumer<EntityBuilder> rest) {
    return Hub.builder()
        .system("crm", NEVER_OPENED)
        .system("erp", NEVER_OPENED)
        .entity(
            "customer",
            customer -> {
              customer
                  .field("name", text(80))
                  .field("email", text())
                  .field("status", oneOf("active", "blocked"))
                  .matchOn("email")
                  .onConflict("status", ConflictPolicy.lastWriter())
                  .onFirstContact(ConflictPolicy.lastWriter())
                  .onDeleteConflict(DeletePolicy.updateWins());
              rest.accept(customer);
            });
  }

  private static void crm(FlowBuilder crm) {
    crm.dataset("contacts").key("id").everyFieldByName();
  }

  private static void erp(FlowBuilder erp) {
    erp.dataset("customer")
        .key("no")
        .map("name", "full_name", Lenses.cut(5))
        .map("email", "mail")
        .map("status", "state", Lenses.dictionary("A", "active", "B", "blocked"));
  }

  private static HubBuilder usual() {
    return hub(customer -> customer.in("crm", flow -> crm(flow)).in("erp", flow -> erp(flow)));
  }

  private static Map<String, String> ann() {
    return Map.of("name", "Ann Lee", "email", "ann@x.org", "status", "active");
  }

  @Test
  void tablesHaveTheColumnsThatAreMapped() {
    try (SyncSimulator simulator = SyncSimulator.of(usual()).open()) {
      MemoryTable customers = simulator.table("erp", "customer");
      String key = simulator.table("crm", "contacts").add(ann());

      simulator.settle();

      assertThat(customers.all().values())
          .singleElement()
          .hasToString("{no=1001, full_name=Ann L, mail=ann@x.org, state=A}");
      assertThat(simulator).hasConverged().hasNothingWaiting().isQuiet();
      assertThat(simulator.table("crm", "contacts").show(key, "name")).isEqualTo("Ann Lee");
    }
  }

  @Test
  void aColumnOrTableThatIsNotMappedIsRefused() {
    try (SyncSimulator simulator = SyncSimulator.of(usual()).open()) {
      assertThatThrownBy(() -> simulator.table("erp", "customer").add(Map.of("name", "Ann")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be one of [full_name, mail, state]: column=name");
      assertThatThrownBy(() -> simulator.table("erp", "customers"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be one of [contacts of crm, customer of erp]: table=customers of erp");
    }
  }

  @Test
  void theKeyIsGivenByWhoeverMapsIt() {
    HubBuilder hub =
        Hub.builder()
            .system("crm", NEVER_OPENED)
            .system("shop", NEVER_OPENED)
            .entity(
                "product",
                product ->
                    product
                        .field("sku", text(20))
                        .field("title", text())
                        .matchOn("sku")
                        .in("crm", crm -> crm.dataset("products").key("id").everyFieldByName())
                        .in("shop", shop -> shop.dataset("item").key("sku").everyFieldByName()));
    try (SyncSimulator simulator = SyncSimulator.of(hub).open()) {
      simulator.table("crm", "products").add(Map.of("sku", "S-1", "title", "Spade"));

      simulator.settle();

      assertThat(simulator.table("shop", "item").all().keySet()).containsExactly("S-1");
      assertThat(simulator).hasConverged();
    }
  }

  @Test
  void aKeyOfSeveralFieldsIsRefused() {
    HubBuilder hub =
        hub(
            customer ->
                customer
                    .in("crm", flow -> crm(flow))
                    .in("erp", flow -> flow.dataset("customer").key("a", "b").everyFieldByName()));

    assertThatThrownBy(() -> SyncSimulator.of(hub).open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one field in a simulation: entities.customer.in.erp.key=[a, b]");
  }

  @Test
  void allMistakesOfTheDeclarationAreNamed() {
    HubBuilder hub =
        hub(
            customer ->
                customer.matchOn("mail").in("crm", flow -> crm(flow)).in("erb", flow -> erp(flow)));

    assertThatThrownBy(() -> SyncSimulator.of(hub).open())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("entities.customer.matchOn[1]: must be one of")
        .hasMessageContaining("entities.customer.in.erb: must be one of [crm, erp]: system=erb");
  }

  @Test
  void referencesAreComparedByTheRecordTheyName() {
    HubBuilder hub =
        hub(customer -> customer.in("crm", flow -> crm(flow)).in("erp", flow -> erp(flow)))
            .entity(
                "order",
                order ->
                    order
                        .field("number", text())
                        .field("buyer", reference("customer"))
                        .matchOn("number")
                        .in("crm", crm -> crm.dataset("deals").key("id").everyFieldByName())
                        .in("erp", erp -> erp.dataset("orders").key("id").everyFieldByName()));
    try (SyncSimulator simulator = SyncSimulator.of(hub).open()) {
      simulator.table("erp", "customer").add(Map.of("full_name", "Bob", "mail", "bob@x.org"));
      String ann = simulator.table("crm", "contacts").add(ann());
      simulator.table("crm", "deals").add(Map.of("number", "7", "buyer", ann));

      simulator.settle();

      assertThat(simulator).hasConverged().isQuiet();
      String there = simulator.table("erp", "customer").keysWhere("mail", "ann@x.org").get(0);
      String bob = simulator.table("erp", "customer").keysWhere("mail", "bob@x.org").get(0);
      String order = simulator.table("erp", "orders").keysWhere("number", "7").get(0);
      assertThat(simulator.table("erp", "orders").show(order, "buyer")).isEqualTo(there);

      simulator.table("erp", "orders").silently(table -> table.change(order, "buyer", bob));

      assertThat(simulator.agreement().differences())
          .singleElement()
          .satisfies(each -> assertThat(each.what()).startsWith("buyer of order {crm="));
    }
  }

  @Test
  void theProcessEndsWhereItIsToldAndTheNextOneGoesOn() {
    for (int point = 1; point <= 12; point++) {
      try (SyncSimulator simulator = SyncSimulator.of(usual()).open()) {
        simulator.table("crm", "contacts").add(ann());

        simulator.crashAt(point).settle();

        assertThat(simulator.crashes()).as("point %s", point).isEqualTo(1);
        assertThat(simulator).hasConverged().hasNoTwins().isQuiet();
        assertThat(simulator.table("erp", "customer").countEffects()).isEqualTo(1);
      }
    }
  }

  @Test
  void theStateOutlivesTheProcess() {
    try (SyncSimulator simulator = SyncSimulator.of(usual()).open()) {
      simulator.table("crm", "contacts").add(ann());
      simulator.settle();
      Hub before = simulator.hub();

      simulator.restart();

      assertThat(simulator.hub()).isNotSameAs(before);
      assertThat(simulator.sync().counts().total(Counted.NEW)).isZero();
      assertThat(simulator).isQuiet();
    }
  }

  @Test
  void waitingTakesNoTime() {
    try (SyncSimulator simulator = SyncSimulator.of(usual()).open()) {
      MemoryTable customers = simulator.table("erp", "customer");
      customers.faults().throttleFor(Duration.ofMinutes(9)).next(Call.WRITE, Fault.THROTTLED);
      simulator.table("crm", "contacts").add(ann());

      simulator.settle();

      assertThat(simulator).hasConverged();
      assertThat(customers.countEffects()).isEqualTo(1);
    }
  }

  @Test
  void theSameSeedIsTheSameLife() {
    assertThat(played(11)).isEqualTo(played(11)).isNotEqualTo(played(12));
  }

  private static String played(long seed) {
    try (SyncSimulator simulator =
        SyncSimulator.of(usual()).seed(seed).faults(0.2).crashes(0.5).open()) {
      simulator.play(10);
      return simulator.history() + " " + simulator.table("crm", "contacts").all();
    }
  }

  @Test
  void chanceBringsConflictsDeletesFaultsAndCrashes() {
    long held = 0;
    int crashes = 0;
    for (long seed = 1; seed <= 8; seed++) {
      try (SyncSimulator simulator =
          SyncSimulator.of(usual()).seed(seed).faults(0.2).crashes(0.5).open()) {
        simulator.play(16);

        assertThat(simulator).hasConverged().hasNoTwins().isQuiet();
        held += simulator.agreement().leftOut().size();
        crashes += simulator.crashes();
        assertThat(simulator.history().toString()).contains("makes", "sets", "deletes the record");
      }
    }
    assertThat(held).as("names that users disputed").isPositive();
    assertThat(crashes).isGreaterThan(8);
  }

  @Test
  void valuesMayBeTheHostsOwn() {
    HubBuilder numbered =
        hub(
            customer ->
                customer
                    .in("crm", flow -> flow.dataset("contacts").map("email", "email"))
                    .in(
                        "erp",
                        flow ->
                            flow.dataset("customer")
                                .map("email", "mail", Lenses.dictionary("1", "one", "2", "two"))));

    try (SyncSimulator simulator =
        SyncSimulator.of(numbered)
            .values("customer", "email", random -> Value.of(random.nextBoolean() ? "one" : "two"))
            .open()) {
      simulator.play(3);

      assertThat(simulator).hasConverged().hasNoTwins();
    }
    try (SyncSimulator simulator = SyncSimulator.of(numbered).open()) {
      assertThatThrownBy(() -> simulator.play(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "must find values that all systems take, give some by values(...): entity=customer");
    }
  }

  @Test
  void wrongSharesAreRefused() {
    SimulatorBuilder builder = SyncSimulator.of(usual());

    assertThatThrownBy(() -> builder.faults(1)).hasMessage("must be 0 to below 1: share=1.0");
    assertThatThrownBy(() -> builder.crashes(-0.1)).hasMessage("must be 0 to below 1: share=-0.1");
    assertThatThrownBy(() -> builder.shape("crm", "people", shape -> shape).open())
        .hasMessageEndingWith(": table=people of crm");
    try (SyncSimulator simulator = SyncSimulator.of(usual()).open()) {
      assertThatThrownBy(() -> simulator.crashAt(0)).hasMessage("must be >= 1: point=0");
    }
  }

  @Test
  void whatNobodyAnswersNeverSettles() {
    try (SyncSimulator simulator = SyncSimulator.of(usual()).open()) {
      simulator.table("crm", "contacts").add(ann());
      simulator.table("erp", "customer").faults().randomly(1, 1, Set.of(Fault.UNREACHABLE));

      assertThatThrownBy(simulator::settle)
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("must settle within 50 runs: not settled")
          .hasMessageContaining("no connection");
    }
  }

  @Test
  void whatIsOneWayOrOutOfScopeIsLeftOutAndNamed() {
    HubBuilder hub =
        hub(
            customer ->
                customer
                    .onConflict(ConflictPolicy.lastWriter())
                    .in(
                        "crm",
                        crm ->
                            crm.dataset("contacts")
                                .map("name", "name", Direction.READ_ONLY)
                                .map("email", "email")
                                .map("status", "status"))
                    .in(
                        "erp",
                        erp ->
                            erp.dataset("customer")
                                .everyFieldByName()
                                .only(agreed -> !agreed.get("status").equals(blocked()))));
    try (SyncSimulator simulator = SyncSimulator.of(hub).open()) {
      String key = simulator.table("crm", "contacts").add(ann());
      simulator.table("crm", "contacts").add(Map.of("email", "bob@x.org", "status", "blocked"));
      simulator.settle();
      String there = simulator.table("erp", "customer").keysWhere("email", "ann@x.org").get(0);
      simulator.table("erp", "customer").change(there, "name", "Anna");
      simulator.settle();

      assertThat(simulator).hasConverged();
      assertThat(simulator.agreement().leftOut())
          .isEqualTo(
              Map.of(
                  "never written there, and set elsewhere",
                  List.of("name of customer {crm=" + key + ", erp=" + there + "} in crm"),
                  "out of scope",
                  List.of("customer {crm=1002} in erp")));

      simulator.table("crm", "contacts").change(key, "name", "Annette");
      simulator.settle();

      assertThat(simulator).hasConverged();
      assertThat(simulator.table("erp", "customer").show(there, "name")).isEqualTo("Annette");
    }
  }

  private static Optional<Value> blocked() {
    return Optional.of(Value.of("blocked"));
  }

  @Test
  void numbersAreEnteredAsPlainOnes() {
    HubBuilder hub =
        hub(
            customer ->
                customer
                    .field("balance", decimal(12, 2))
                    .in("crm", flow -> flow.dataset("contacts").everyFieldByName())
                    .in(
                        "erp",
                        flow ->
                            flow.dataset("customer")
                                .map("balance", "cents", Lenses.cents())
                                .everyFieldByName()));
    try (SyncSimulator simulator = SyncSimulator.of(hub).open()) {
      MemoryTable contacts = simulator.table("crm", "contacts");
      contacts.add(Map.of("email", "a@x.org", "balance", new BigDecimal("12.50")));

      simulator.settle();

      assertThat(simulator.table("erp", "customer").keysWhere("cents", "1250")).hasSize(1);
      assertThat(simulator).hasConverged();
    }
  }
}
