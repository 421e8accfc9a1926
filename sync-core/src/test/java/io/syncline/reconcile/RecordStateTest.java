package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.SystemId;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.version.VersionVector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordStateTest {

  private static final SystemId SHOP = new SystemId("shop");

  private final Customers customers = new Customers(rules -> rules);

  private RecordState of(Holding... holdings) {
    return new RecordState(
        customers.state.head(), customers.state.clock(), List.of(holdings), Map.of());
  }

  @Test
  void holdingsAreSortedWhateverTheirOrder() {
    Holding crm = Holding.unlinked(CRM);
    Holding erp = Holding.unlinked(ERP);
    Holding shop = Holding.unlinked(SHOP);

    assertThat(of(shop, crm, erp).holdings()).containsExactly(crm, erp, shop);
    assertThat(of(crm, erp, shop)).isEqualTo(of(erp, shop, crm));
    assertThat(of(erp).with(crm).holdings()).containsExactly(crm, erp);
  }

  @Test
  void aSystemHoldsOnce() {
    assertThatThrownBy(() -> of(Holding.unlinked(ERP), Holding.unlinked(ERP)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have one holding per system: system=erp");
    assertThatThrownBy(
            () -> of(Holding.unlinked(ERP), Holding.unlinked(CRM), Holding.unlinked(ERP)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have one holding per system: system=erp");
  }

  @Test
  void aHeadHasALife() {
    assertThatThrownBy(
            () -> new RecordState(Registers.empty(), VersionVector.empty(), List.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have a life register: head={}");
  }

  @Test
  void aSystemThatLeftIsForgottenWithItsEvents() {
    customers.look(ERP, row("b", "a", "a"), 5);
    customers.look(CRM, row("c", "a", "a"), 6);

    RecordState left = customers.state.without(ERP);

    assertThat(left.holdings()).containsExactly(customers.holding(CRM));
    assertThat(left.head()).isEqualTo(customers.state.head());
    assertThat(left.clock()).isEqualTo(customers.state.clock().without(ERP));
    assertThat(left.without(ERP)).isSameAs(left);
  }

  @Test
  void theEventsOfASystemThatLeftStayCountedWhereAValueIsOneOfThem() {
    customers.look(ERP, row("b", "a", "a"), 5);

    RecordState left = customers.state.without(ERP);

    assertThat(left.holding(ERP)).isEmpty();
    assertThat(left.clock()).isEqualTo(customers.state.clock());
    assertThat(left.without(ERP)).isSameAs(left);
  }

  @Test
  void theEventsOfASystemThatLeftStayCountedWhereAnotherStillShowsOneOfThem() {
    Customers three =
        new Customers(
            rules -> rules.system(SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED)));
    three.look(ERP, row("b", "a", "a"), 5);
    three.plan(CRM);
    three.applied(CRM);
    three.plan(SHOP);
    three.applied(SHOP);
    three.look(SHOP, row("c", "a", "a"), 6);
    assertThat(three.state.head().names(ERP)).isFalse();

    RecordState left = three.state.without(ERP);

    assertThat(left.holding(ERP)).isEmpty();
    assertThat(left.clock()).isEqualTo(three.state.clock());
  }

  @Test
  void whoNeverTookPartDoesNotLeave() {
    assertThat(customers.state.without(SHOP)).isSameAs(customers.state);
  }
}
