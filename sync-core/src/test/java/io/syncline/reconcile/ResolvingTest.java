package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.HUB;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A person's decision of what is held. */
class ResolvingTest {

  private Customers customers =
      new Customers(rules -> rules.onConflict(ConflictPolicy.holdForReview()));

  private void holdName() {
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.look(ERP, row("c", "a", "a"), 6);
  }

  private void holdAddress() {
    customers =
        new Customers(
            rules ->
                rules
                    .group("address", List.of("street", "city"))
                    .onConflict("address", ConflictPolicy.holdForReview()));
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.look(ERP, row("a", "s", "a"), 6);
  }

  private Decision decision(
      Choice choice, String register, Optional<VersionVector> clock, OptionalLong timeMicros) {
    return new Decision(
        choice,
        customers.state.head().require(register).event(),
        customers.holding(ERP).held().get(register).dot(),
        clock,
        timeMicros);
  }

  private Decision withoutClock(Choice choice, String register) {
    return decision(choice, register, Optional.empty(), OptionalLong.empty());
  }

  private List<Event> resolve(String register, Decision decision) {
    Step step = customers.reconciler.resolve(customers.state, ERP, register, decision);
    customers.state = step.state();
    return step.events();
  }

  @Test
  void theDecisionStandsJustAboveBothOrAtItsOwnTimeIfThatIsLater() {
    holdName();
    RecordState held = customers.state;

    resolve("name", withoutClock(Choice.incoming(), "name"));
    assertThat(customers.state.head().require("name"))
        .isEqualTo(new Register(Value.of("c"), new Dot(HUB, 1), new Stamp(6, 1, HUB)));

    customers.state = held;
    resolve("name", decision(Choice.incoming(), "name", Optional.empty(), OptionalLong.of(20)));
    assertThat(customers.state.head().require("name").stamp()).isEqualTo(new Stamp(20, 0, HUB));

    customers.state = held;
    resolve("name", decision(Choice.incoming(), "name", Optional.empty(), OptionalLong.of(2)));
    assertThat(customers.state.head().require("name").stamp()).isEqualTo(new Stamp(6, 1, HUB));
  }

  @Test
  void takingWhatTheSystemShowsWritesToTheOthersOnly() {
    holdName();

    List<Event> events = customers.resolve(ERP, "name", Choice.incoming());

    assertThat(events)
        .containsExactly(
            new Event.Resolved(ERP, "name", Choice.incoming(), Value.of("b"), Value.of("c")));
    assertThat(customers.plan(ERP)).isEmpty();
    assertThat(customers.plan(CRM).orElseThrow().registers().names()).containsExactly("name");
  }

  @Test
  void anotherValueThatTheSystemHappensToShowIsNotWrittenToIt() {
    holdName();

    customers.resolve(ERP, "name", Choice.another(Value.of("c")));

    assertThat(customers.plan(ERP)).isEmpty();
    assertThat(customers.plan(CRM)).isPresent();
  }

  @Test
  void aDecisionOnWhatHasMovedOnIsRefused() {
    holdName();
    Decision late = withoutClock(Choice.incoming(), "name");
    customers.look(ERP, row("d", "a", "a"), 7);

    assertThat(resolve("name", late)).containsExactly(new Event.Refused(ERP, "name"));
    assertThat(customers.holding(ERP).held()).containsOnlyKeys("name");

    late = withoutClock(Choice.incoming(), "name");
    customers.look(CRM, row("e", "a", "a"), 8);

    assertThat(resolve("name", late)).containsExactly(new Event.Refused(ERP, "name"));
    assertThat(resolve("city", late)).containsExactly(new Event.Refused(ERP, "city"));
  }

  @Test
  void oneFieldOfAGroupDecidesTheRestAsItWasHeld() {
    holdAddress();

    resolve("street", withoutClock(Choice.incoming(), "street"));

    assertThat(customers.head()).isEqualTo(row("a", "s", "a"));
    assertThat(customers.holding(ERP).held()).isEmpty();
  }

  @Test
  void aDecisionOfAGroupIsRefusedWhereItsOtherFieldsMovedOnUnseen() {
    holdAddress();
    customers.look(CRM, row("a", "a", "d"), 7);
    RecordState moved = customers.state;

    assertThat(resolve("street", withoutClock(Choice.incoming(), "street")))
        .containsExactly(new Event.Refused(ERP, "street"));
    assertThat(customers.holding(ERP).held()).containsOnlyKeys("street", "city");

    resolve(
        "street",
        decision(Choice.incoming(), "street", Optional.of(moved.clock()), OptionalLong.empty()));

    assertThat(customers.head()).isEqualTo(row("a", "s", "a"));
    assertThat(customers.holding(ERP).held()).isEmpty();
  }

  @Test
  void anotherValueIsForItsFieldAlone() {
    holdAddress();

    customers.resolve(ERP, "street", Choice.another(Value.of("z")));

    assertThat(customers.holding(ERP).held()).containsOnlyKeys("city");
    assertThat(customers.head()).isEqualTo(row("a", "z", "c"));
  }

  @Test
  void aLifeIsDecidedInSightOfTheWholeRecord() {
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.take(ERP, Observation.gone().read(customers.count));

    assertThat(resolve(Registers.LIFE, withoutClock(Choice.incoming(), Registers.LIFE)))
        .containsExactly(new Event.Refused(ERP, Registers.LIFE));

    customers.resolve(ERP, Registers.LIFE, Choice.incoming());

    assertThat(customers.state.alive()).isFalse();
    assertThat(customers.plan(CRM).orElseThrow().kind()).isEqualTo(WriteKind.DELETE);
  }

  @Test
  void aLifeIsAliveOrDeleted() {
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.take(ERP, Observation.gone().read(customers.count));

    assertThatThrownBy(() -> customers.resolve(ERP, Registers.LIFE, Choice.another(Value.of("x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be ALIVE or DELETED: value=x register=$life");

    customers.resolve(ERP, Registers.LIFE, Choice.another(Life.DELETED));

    assertThat(customers.state.alive()).isFalse();
  }

  @Test
  void onlyWhatIsHeldIsDecided() {
    assertThatThrownBy(() -> customers.resolve(ERP, "name", Choice.head()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be held: system=erp register=name");
  }
}
