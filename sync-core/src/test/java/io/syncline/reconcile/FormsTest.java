package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.reconcile.policy.ConflictPolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who holds an event is not written to, in whatever form it shows the value. */
class FormsTest {

  private static final SystemId SHOP = new SystemId("shop");

  @Test
  void anEventThatAnotherTakesTheNameOfIsStillHeldInAFormOfItsOwn() {
    Customers customers =
        new Customers(
            rules ->
                rules
                    .system(SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED))
                    .onConflict(ConflictPolicy.takeIncoming()));
    customers.plan(SHOP);
    customers.applied(SHOP);
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.plan(ERP);
    customers.outcome(
        ERP, new WriteResult.Applied(Customers.version(50), Optional.of(row("b.", "a", "a"))));

    customers.look(SHOP, row("b", "a", "a"), 6);

    assertThat(customers.state.head().require("name").event().system()).isEqualTo(SHOP);
    assertThat(customers.holding(ERP).registers().require("name").value())
        .isEqualTo(Value.of("b."));
    assertThat(customers.plan(ERP)).isEmpty();
    assertThat(customers.reconciler.settled(customers.state)).isTrue();
  }
}
