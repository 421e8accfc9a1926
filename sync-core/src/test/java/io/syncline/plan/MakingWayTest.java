package io.syncline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.Customers;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.Precondition;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.WriteResult;
import io.syncline.reconcile.policy.ConflictPolicy;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A write that lets go of a value for a while. */
class MakingWayTest {

  private static final Row NO_NAME = Row.builder().set("name", Value.NULL).build();

  private final Rules rules = Customers.rules().onConflict(ConflictPolicy.lastWriter()).build();
  private final Reconciler reconciler = new Reconciler(rules);
  private final Planner planner = new Planner(rules);
  private RecordState state =
      reconciler.newRecord(
          Customers.CRM,
          Customers.row("a", "a", "a"),
          Customers.version(1),
          OptionalLong.empty(),
          1);

  private void create() {
    state = planner.plan(state, Customers.ERP, 2).state();
    answer(new WriteResult.Applied(Customers.version(5), Optional.empty()));
  }

  private void answer(WriteResult result) {
    state = reconciler.outcome(state, Customers.ERP, result, 4).state();
  }

  private void edit(String name, String city) {
    Observation seen = Observation.of(Customers.row(name, "a", city));
    state =
        reconciler
            .observe(state, Customers.CRM, seen.version(Customers.version(2).orElseThrow()), 6)
            .state();
  }

  private Optional<InFlight> makeWay(Withheld withheld) {
    Planned planned = planner.makeWay(state, Customers.ERP, 7, withheld, NO_NAME);
    state = planned.state();
    return planned.write();
  }

  @Test
  void onlyWhatMakesWayIsWrittenAndTheRestStaysToBeWritten() {
    create();
    edit("b", "b");

    InFlight way = makeWay(Withheld.nothing()).orElseThrow();

    assertThat(way.makesWay()).isTrue();
    assertThat(way.registers().values()).isEqualTo(NO_NAME);
    assertThat(way.precondition())
        .isEqualTo(new Precondition.Token(Customers.version(5).orElseThrow()));
    answer(new WriteResult.Applied(Customers.version(6), Optional.empty()));
    InFlight rest = planner.plan(state, Customers.ERP, 8).write().orElseThrow();
    assertThat(rest.makesWay()).isFalse();
    assertThat(rest.number()).isEqualTo(way.number() + 1);
    assertThat(rest.registers().values())
        .isEqualTo(Row.builder().set("name", Value.of("b")).set("city", Value.of("b")).build());
  }

  @Test
  void aRefusalOfItIsOneOfTheValueThatWasToBeWritten() {
    create();
    edit("b", "a");
    makeWay(Withheld.nothing());

    answer(new WriteResult.Rejected("must not be null", Set.of("name")));

    assertThat(state.holding(Customers.ERP).orElseThrow().quarantine().get("name").dot())
        .isEqualTo(state.head().get("name").orElseThrow().event());
    assertThat(planner.plan(state, Customers.ERP, 8).write()).isEmpty();
  }

  @Test
  void nothingMakesWayThatIsNotToBeWritten() {
    assertThat(makeWay(Withheld.nothing())).as("a create").isEmpty();
    create();
    edit("a", "b");
    assertThat(makeWay(Withheld.nothing())).as("another field").isEmpty();
    edit("b", "b");
    Withheld waiting = Withheld.nothing().fields(Set.of("name"), Set.of());
    assertThat(makeWay(waiting)).as("withheld").isEmpty();
  }
}
