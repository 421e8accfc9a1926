package io.syncline.examples.quickstart;

import static io.syncline.testkit.host.SyncSimulatorAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.operate.InboxFilter;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.host.SyncSimulator;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quickstart's own file, over simulated systems: no server, no database. */
class SimulatedHubTest {

  private final SyncSimulator simulator = SyncSimulator.of(hubFile()).open();
  private final MemoryTable contacts = simulator.table("crm", "contacts");
  private final MemoryTable customers = simulator.table("erp", "customer");

  private static Path hubFile() {
    try {
      return Path.of(SimulatedHubTest.class.getResource("/quickstart/hub.yaml").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path has URIs", e);
    }
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private String ann() {
    return contacts.add(
        Map.of(
            "full_name", "Ann Lee ",
            "email", "Ann@example.com",
            "phone", "+86-138-1234-5678",
            "balance_cents", 1250,
            "stage", "A"));
  }

  @Test
  void aContactBecomesACustomer() {
    String contact = ann();

    simulator.settle();

    assertThat(simulator).hasConverged().isQuiet().hasNoTwins().hasHeld(0);
    String customer = customers.keysWhere("email", "Ann@example.com").get(0);
    assertThat(customers.show(customer, "phone")).isEqualTo("13812345678");
    assertThat(customers.show(customer, "balance")).isEqualTo("12.5");
    assertThat(simulator)
        .explains("customer", "crm", contact, "name")
        .hasValue("Ann Lee")
        .wasSetBy("crm")
        .agreesIn("erp");
  }

  @Test
  void twoNamesWaitForAPersonAndTheRestFlows() {
    String contact = ann();
    simulator.settle();
    String customer = customers.keysWhere("email", "Ann@example.com").get(0);
    contacts.change(contact, "full_name", "Anna Lee").change(contact, "phone", "13900000000");
    customers.change(customer, "name", "Ann Li");

    simulator.settle();

    assertThat(simulator)
        .hasConverged()
        .hasHeld(1)
        .explains("customer", "erp", customer, "name")
        .isHeldFor("erp")
        .tells("it waits for a person");
    assertThat(customers.show(customer, "phone")).isEqualTo("13900000000");

    simulator.hub().inbox().resolveAll(InboxFilter.all(), ConflictPolicy.keepHead());
    simulator.settle();

    assertThat(simulator).hasConverged().hasHeld(0).isQuiet();
  }

  @Test
  void aCrashBehindALostAnswerMakesNoTwin() {
    ann();
    customers.faults().next(Call.WRITE, Fault.ANSWER_LOST);

    simulator.crashAt(9).settle();

    assertThat(simulator.crashes()).isEqualTo(1);
    assertThat(customers.all()).hasSize(1);
    assertThat(simulator).hasConverged().hasNoTwins().isQuiet();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverUsersDoAndWhateverFailsTheSystemsComeToAgree(long seed) {
    try (SyncSimulator random =
        SyncSimulator.of(hubFile()).seed(seed).faults(0.1).crashes(0.3).open()) {
      random.play(30);

      assertThat(random).hasConverged().hasNoTwins().isQuiet();
      assertThat(random.crashes()).isPositive();
    }
  }
}
