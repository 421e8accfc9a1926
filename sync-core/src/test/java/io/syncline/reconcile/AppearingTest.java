package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A system that showed no record shows one. */
class AppearingTest {

  private final Customers customers = new Customers(rules -> rules);

  @Test
  void aHeldDeleteDissolvesWhereTheRecordShowsAgain() {
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.take(ERP, Observation.gone().read(customers.count));
    assertThat(customers.holding(ERP).held()).containsOnlyKeys(Registers.LIFE);

    List<Event> events = customers.look(ERP, row("a", "a", "c"), 6);

    assertThat(events).first().isEqualTo(new Event.Dissolved(ERP, Registers.LIFE));
    assertThat(customers.holding(ERP).held()).isEmpty();
    assertThat(customers.state.alive()).isTrue();
    assertThat(customers.reconciler.settled(customers.state)).isTrue();
  }

  @Test
  void whatAppearsIsNotInQuarantine() {
    customers.state =
        customers.reconciler.newRecord(
            CRM, row("a", "a", "a"), Customers.version(1), OptionalLong.empty(), 1);
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Rejected("not today", Set.of()));
    assertThat(customers.holding(ERP).quarantine()).hasSize(4);
    assertThat(customers.plan(ERP)).isEmpty();

    customers.look(ERP, row("a", "a", "a"), 5);

    assertThat(customers.holding(ERP).quarantine()).isEmpty();
  }
}
