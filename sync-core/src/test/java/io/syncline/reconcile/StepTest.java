package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Life;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a step leaves to be stored, and what it does not. */
class StepTest {

  private static final SystemId SHOP = new SystemId("shop");

  private Customers customers =
      new Customers(rules -> rules.onDeleteConflict(DeletePolicy.deleteWins()));

  private void withShop(SystemRules shop) {
    customers = new Customers(rules -> rules.system(shop));
  }

  private void rejectName() {
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Rejected("too long", Set.of("name")));
  }

  @Test
  void aReadThatIsOwedIsStoredThoughNothingElseHappened() {
    Observation pushed = Observation.of(row("b", "a", "a")).whileNoOtherRead();

    assertThat(customers.take(CRM, pushed)).containsExactly(new Event.Hint(CRM));
    assertThat(customers.holding(CRM).readOwed()).isTrue();
  }

  @Test
  void aReadThatIsPaidIsStoredThoughNothingElseHappened() {
    Version token = customers.holding(CRM).token().orElseThrow();
    customers.take(CRM, Observation.of(row("b", "a", "a")));
    assertThat(customers.holding(CRM).readOwed()).isTrue();

    List<Event> events =
        customers.take(
            CRM,
            Observation.of(row("a", "a", "a"))
                .version(token)
                .read(customers.count)
                .whileNoOtherRead());

    assertThat(events).containsExactly(new Event.Echo(CRM));
    assertThat(customers.holding(CRM).readOwed()).isFalse();
  }

  @Test
  void anAbsenceThatWasReadIsRememberedOfASystemThatHasNothing() {
    withShop(SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED));
    assertThat(customers.state.holding(SHOP)).isEmpty();

    List<Event> events = customers.take(SHOP, Observation.gone().read(customers.count));

    assertThat(events).containsExactly(new Event.Echo(SHOP));
    assertThat(customers.holding(SHOP).asOf()).isEqualTo(customers.count);
    assertThat(customers.holding(SHOP).alive()).isFalse();
  }

  @Test
  void aRetryWhereNothingWasRejectedIsTheVeryState() {
    withShop(SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED));

    assertThat(customers.reconciler.retry(customers.state, ERP)).isSameAs(customers.state);
    assertThat(customers.reconciler.retry(customers.state, SHOP)).isSameAs(customers.state);
  }

  @Test
  void aDeleteIsLaterThanAllThatTheSystemShowed() {
    customers.look(CRM, row("a", "a", "b"), 50);

    customers.take(CRM, Observation.gone().read(customers.count));

    assertThat(customers.state.head().life())
        .isEqualTo(new Register(Life.DELETED, new Dot(CRM, 3), new Stamp(50, 1, CRM)));
  }

  @Test
  void whatIsGoneAtASystemIsNotInItsQuarantine() {
    rejectName();

    customers.take(ERP, Observation.gone().read(customers.count));

    assertThat(customers.holding(ERP).quarantine()).isEmpty();
  }

  @Test
  void anEditAtASystemEndsItsQuarantine() {
    rejectName();

    customers.look(ERP, row("a", "c", "a"), 6);

    assertThat(customers.holding(ERP).quarantine()).isEmpty();
    assertThat(customers.plan(ERP).orElseThrow().registers().names()).containsExactly("name");
  }

  @Test
  void whatASystemIsNotMappedToIsIgnored() {
    withShop(SystemRules.of(SHOP, List.of("name", "street"), Versions.ORDERED));
    customers.plan(SHOP);
    customers.applied(SHOP);

    List<Event> events = customers.look(SHOP, row("a", "a", "x"), 5);

    assertThat(events).containsExactly(new Event.Echo(SHOP));
    assertThat(customers.head()).isEqualTo(row("a", "a", "a"));

    customers.state =
        customers.reconciler.newRecord(
            SHOP, row("a", "a", "x"), Customers.version(1), OptionalLong.empty(), 1);

    assertThat(customers.holding(SHOP).registers().names())
        .containsExactlyInAnyOrder("name", "street", Registers.LIFE);
  }

  @Test
  void aFieldThatALinkedSystemShowsForTheFirstTimeIsMet() {
    withShop(SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED).writing(List.of("name")));
    customers.plan(SHOP);
    customers.applied(SHOP);

    List<Event> events = customers.look(SHOP, row("a", "a", "x"), 9);

    assertThat(events)
        .hasExactlyElementsOfTypes(Event.Agreement.class, Event.Conflict.class)
        .last()
        .isInstanceOfSatisfying(
            Event.Conflict.class,
            conflict -> {
              assertThat(conflict.cause()).isEqualTo(Event.Cause.FIRST_CONTACT);
              assertThat(conflict.base()).isEmpty();
            });
    assertThat(customers.head("city")).isEqualTo(Value.of("x"));
  }

  @Test
  void whatIsNotToBeMadeAtASystemIsSettledThere() {
    withShop(
        SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED)
            .within(agreed -> agreed.get("name").orElseThrow().equals(Value.of("b"))));

    assertThat(customers.reconciler.settled(customers.state, SHOP)).isTrue();
    assertThat(customers.reconciler.settled(customers.state)).isTrue();

    customers.look(CRM, row("b", "a", "a"), 5);

    assertThat(customers.reconciler.settled(customers.state, SHOP)).isFalse();
    assertThat(customers.reconciler.settled(customers.state, CRM)).isTrue();
    assertThat(customers.reconciler.settled(customers.state)).isFalse();
  }

  @Test
  void aRecordIsNotSettledWhileItIsToBeDeletedSomewhere() {
    customers.take(CRM, Observation.gone().read(customers.count));

    assertThat(customers.reconciler.settled(customers.state, CRM)).isTrue();
    assertThat(customers.reconciler.settled(customers.state, ERP)).isFalse();

    customers.plan(ERP);
    customers.applied(ERP);

    assertThat(customers.reconciler.settled(customers.state)).isTrue();
  }

  @Test
  void aRowOfSomeFieldsLeavesTheOthersAlone() {
    customers.take(CRM, Observation.of(Row.of("city", Value.of("b"))).read(customers.count));

    assertThat(customers.head()).isEqualTo(row("a", "a", "b"));
  }

  @Test
  void aKnownImageConfirmsTheFormOfWhatItShowsAndNoMore() {
    customers.look(CRM, row("b", "b", "a"), 5);
    customers.plan(ERP);
    customers.applied(ERP);
    Version token = customers.holding(ERP).token().orElseThrow();
    assertThat(customers.holding(ERP).unconfirmed()).contains("name", "street");

    customers.take(
        ERP,
        Observation.of(Row.of("name", Value.of("b.")))
            .version(token)
            .read(customers.count)
            .whileNoOtherRead());

    assertThat(customers.holding(ERP).registers().require("name").value())
        .isEqualTo(Value.of("b."));
    assertThat(customers.holding(ERP).unconfirmed()).doesNotContain("name").contains("street");
    assertThat(customers.plan(ERP)).isEmpty();
  }
}
