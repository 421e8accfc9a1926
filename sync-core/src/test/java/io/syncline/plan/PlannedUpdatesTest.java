package io.syncline.plan;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.Customers;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.Precondition;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.SystemRules.Condition;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.reconcile.WriteKind;
import io.syncline.reconcile.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Updates and deletes of a record that both systems have. */
class PlannedUpdatesTest {

  private static final SystemId SHOP = new SystemId("shop");
  private static final Set<String> NAME = Set.of("name");

  private Customers customers = new Customers(rules -> rules);

  private Planner planner() {
    return new Planner(customers.reconciler.rules());
  }

  private Planned plan(Withheld withheld) {
    return planner().plan(customers.state, ERP, 50, withheld);
  }

  private List<String> written(Withheld withheld) {
    return plan(withheld).write().map(write -> write.registers().names()).orElse(List.of());
  }

  private static Withheld risks(Risk... risks) {
    return new Withheld(Set.of(risks), NAME);
  }

  @Test
  void whatIsAgreedNeedsNoWrite() {
    Planned planned = plan(Withheld.nothing());

    assertThat(planned.write()).isEmpty();
    assertThat(planned.state()).isSameAs(customers.state);
    assertThat(planner().isPending(customers.state, ERP)).isFalse();
    assertThat(planner().risks(customers.state, ERP, NAME)).isEmpty();
  }

  @Test
  void anUpdateIsOfTheOutdatedFieldsOnTheVersionThatWasSeen() {
    customers.look(CRM, row("b", "a", "c"), 5);

    InFlight write = plan(Withheld.nothing()).write().orElseThrow();

    assertThat(write.kind()).isEqualTo(WriteKind.UPDATE);
    assertThat(write.registers().values())
        .isEqualTo(Row.of(List.of("name", "city"), Value.of("b"), Value.of("c")));
    assertThat(write.precondition())
        .isEqualTo(new Precondition.Token(customers.holding(ERP).token().orElseThrow()));
    assertThat(write.number()).isEqualTo(customers.holding(ERP).writes() + 1);
  }

  @Test
  void aBlankedFieldMayWaitWhileTheOthersGo() {
    customers.look(CRM, row("b", "a", ""), 5);

    assertThat(planner().risks(customers.state, ERP, Set.of()))
        .containsExactlyInAnyOrder(Risk.UPDATES, Risk.BLANKS);
    assertThat(written(Withheld.nothing())).containsExactly("name", "city");
    assertThat(written(risks(Risk.BLANKS))).containsExactly("name");
  }

  @Test
  void whatNeverShowedAValueIsNotBlanked() {
    customers.look(ERP, row("a", "a", ""), 5);
    customers.plan(CRM);
    customers.applied(CRM);
    customers.look(CRM, row("a", "a", "c"), 6);

    assertThat(planner().risks(customers.state, ERP, Set.of())).containsExactly(Risk.UPDATES);
    assertThat(written(risks(Risk.BLANKS))).containsExactly("city");
  }

  @Test
  void aFieldOfTheKeyMayWaitWhileTheOthersGo() {
    customers.look(CRM, row("b", "a", "c"), 5);

    assertThat(planner().risks(customers.state, ERP, NAME))
        .containsExactlyInAnyOrder(Risk.UPDATES, Risk.KEY_CHANGES);
    assertThat(planner().risks(customers.state, ERP, Set.of("street")))
        .containsExactly(Risk.UPDATES);
    assertThat(written(risks(Risk.KEY_CHANGES))).containsExactly("city");
    assertThat(written(new Withheld(Set.of(), NAME))).containsExactly("name", "city");
  }

  @Test
  void anUpdateGoesWithoutWhatCannotBeWrittenYet() {
    customers.look(CRM, row("b", "b", "b"), 5);

    assertThat(written(Withheld.nothing().fields(Set.of("name"), Set.of("street"))))
        .containsExactly("city");
    assertThat(written(Withheld.nothing().fields(NAME, Set.of("street", "city")))).isEmpty();
  }

  @Test
  void updatesMayBeWithheldAltogether() {
    customers.look(CRM, row("b", "a", "a"), 5);

    assertThat(planner().isPending(customers.state, ERP)).isTrue();
    assertThat(planner().isPending(customers.state, ERP, risks(Risk.UPDATES))).isFalse();
    assertThat(written(risks(Risk.DELETES, Risk.CREATES))).containsExactly("name");
  }

  @Test
  void aDeleteMayWaitAndIsNothingElseThanADelete() {
    customers.take(CRM, Observation.gone().read(customers.count));

    assertThat(planner().risks(customers.state, ERP, NAME)).containsExactly(Risk.DELETES);
    assertThat(written(Withheld.nothing())).containsExactly(Registers.LIFE);
    assertThat(written(risks(Risk.DELETES))).isEmpty();
    assertThat(planner().isPending(customers.state, CRM)).isFalse();
  }

  @Test
  void whatASystemRejectedIsNotWrittenToItAgain() {
    customers.look(CRM, row("b", "a", "c"), 5);
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Rejected("too long", NAME));

    assertThat(written(Withheld.nothing())).containsExactly("city");

    customers.look(CRM, row("d", "a", "c"), 6);

    assertThat(written(Withheld.nothing())).containsExactly("name", "city");
  }

  @Test
  void aRejectedDeleteIsNotSentAgain() {
    customers.take(CRM, Observation.gone().read(customers.count));
    customers.plan(ERP);

    customers.outcome(ERP, new WriteResult.Rejected("has orders", Set.of()));

    assertThat(written(Withheld.nothing())).isEmpty();
    assertThat(planner().isPending(customers.state, ERP)).isFalse();
  }

  @Test
  void aGroupOfWhichOneFieldWaitsWaitsAsAWhole() {
    customers = new Customers(rules -> rules.group("address", List.of("street", "city")));
    customers.look(CRM, row("b", "b", "b"), 5);

    assertThat(written(Withheld.nothing().fields(Set.of("city"), Set.of())))
        .containsExactly("name");
  }

  @Test
  void aWriteThatNeedsAVersionOwesAReadWhereNoneIsKnown() {
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Applied(Optional.empty(), Optional.empty()));
    customers.look(CRM, row("c", "a", "a"), 6);

    Planned planned = plan(Withheld.nothing());

    assertThat(planned.write()).isEmpty();
    assertThat(planned.state().holding(ERP).orElseThrow().readOwed()).isTrue();
    assertThat(planned.state().holding(ERP).orElseThrow().asOf()).isEqualTo(50);
    assertThat(planner().isPending(planned.state(), ERP)).isFalse();
  }

  @Test
  void aWriteOnValuesIsConditionalOnWhatItTouchesAndADeleteOnAllThatWasSeen() {
    customers =
        new Customers(
            rules ->
                rules.system(
                    SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED)
                        .conditionOn(Condition.VALUES)));
    customers.plan(SHOP);
    customers.applied(SHOP);
    customers.look(CRM, row("b", "a", "a"), 5);

    assertThat(customers.plan(SHOP).orElseThrow().precondition())
        .isEqualTo(new Precondition.Values(Row.of("name", Value.of("a"))));

    customers.applied(SHOP);
    customers.take(CRM, Observation.gone().read(customers.count));

    assertThat(customers.plan(SHOP).orElseThrow().precondition())
        .isEqualTo(new Precondition.Values(row("b", "a", "a")));
  }

  @Test
  void whatIsOutOfScopeIsNotMadeButWhatIsThereIsKeptInAgreement() {
    Value made = Value.of("a");
    customers =
        new Customers(
            rules ->
                rules.system(
                    SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED)
                        .within(agreed -> agreed.get("name").equals(Optional.of(made)))));
    customers.look(CRM, row("b", "a", "a"), 5);
    assertThat(planner().isPending(customers.state, SHOP)).isFalse();
    customers.look(CRM, row("a", "a", "a"), 6);
    assertThat(planner().isPending(customers.state, SHOP)).isTrue();

    customers.plan(SHOP);
    customers.applied(SHOP);
    customers.look(CRM, row("c", "a", "a"), 7);

    assertThat(customers.plan(SHOP).orElseThrow().kind()).isEqualTo(WriteKind.UPDATE);
  }
}
