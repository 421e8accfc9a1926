package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Life;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A system that was restored, cloned or swapped. */
class RewoundTest {

  private static final String REASON = "the system was restored or swapped";

  private Customers customers =
      new Customers(
          rules ->
              rules
                  .onConflict(ConflictPolicy.takeIncoming())
                  .onDeleteConflict(DeletePolicy.deleteWins()));

  private List<Event> rewound(Observation observation) {
    Step step =
        customers.reconciler.rewound(
            customers.state,
            ERP,
            observation.version(Version.ordered(99)).read(customers.count),
            ++customers.count);
    customers.state = step.state();
    return step.events();
  }

  private List<Event> rewound(Row row) {
    return rewound(Observation.of(row).timeMicros(99));
  }

  @Test
  void whatDiffersIsHeldWhateverThePolicy() {
    List<Event> events = rewound(row("old", "a", "a"));

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Conflict.class,
            conflict -> assertThat(conflict.decision()).isEqualTo(Resolution.hold(REASON)));
    assertThat(customers.head()).isEqualTo(row("a", "a", "a"));
    assertThat(customers.holding(ERP).held()).containsOnlyKeys("name");
    assertThat(customers.plan(ERP)).isEmpty();
  }

  @Test
  void whatShowsTheSameIsAsItWas() {
    customers.look(CRM, row("a", "b", "a"), 5);

    List<Event> events = rewound(row("a", "a", "a"));

    assertThat(events).containsExactly(new Event.Echo(ERP));
    assertThat(customers.holding(ERP).held()).isEmpty();
    assertThat(customers.plan(ERP).orElseThrow().registers().names()).containsExactly("street");
  }

  @Test
  void aGroupThatDiffersIsHeldWhole() {
    customers =
        new Customers(
            rules ->
                rules
                    .group("address", List.of("street", "city"))
                    .onConflict(ConflictPolicy.takeIncoming()));

    rewound(row("a", "old", "a"));

    assertThat(customers.head()).isEqualTo(row("a", "a", "a"));
    assertThat(customers.holding(ERP).held()).containsKey("street");
    assertThat(customers.plan(ERP)).isEmpty();
  }

  @Test
  void whatIsGoneIsNotDeletedElsewhere() {
    rewound(Observation.gone());

    assertThat(customers.state.alive()).isTrue();
    assertThat(customers.holding(ERP).held()).containsOnlyKeys(Registers.LIFE);
    assertThat(customers.plan(ERP)).isEmpty();
    assertThat(customers.plan(CRM)).isEmpty();
  }

  @Test
  void whatShowsAgainThatWasDeletedSinceIsNotBroughtBack() {
    customers.take(CRM, Observation.gone().read(customers.count));
    customers.plan(ERP);
    customers.applied(ERP);

    List<Event> events = rewound(row("a", "a", "a"));

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.DeleteConflict.class,
            conflict -> {
              assertThat(conflict.decision()).isEqualTo(new DeleteResolution.Hold(REASON));
              assertThat(conflict.incoming().value()).isEqualTo(Life.ALIVE);
              assertThat(conflict.registers()).containsExactlyElementsOf(Customers.FIELDS);
            });
    assertThat(customers.state.alive()).isFalse();
    assertThat(customers.holding(ERP).alive()).isTrue();
    assertThat(customers.holding(ERP).held()).containsOnlyKeys(Registers.LIFE);
    assertThat(customers.holding(ERP).registers().values()).isEqualTo(row("a", "a", "a"));
    assertThat(customers.plan(ERP)).isEmpty();
  }

  @Test
  void whatWasInFlightIsOver() {
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.plan(ERP);

    rewound(row("a", "a", "a"));

    assertThat(customers.holding(ERP).inFlight()).isEmpty();
    assertThat(customers.holding(ERP).asOf()).isEqualTo(customers.count);
    assertThat(customers.plan(ERP).orElseThrow().registers().names()).containsExactly("name");
  }

  @Test
  void whatWasInDoubtIsNotTakenForDelivered() {
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Unknown());
    customers.outcome(ERP, new WriteResult.Stale());
    assertThat(customers.holding(ERP).doubt().values()).isEqualTo(Row.of("name", Value.of("b")));

    List<Event> events = rewound(row("b", "a", "a"));

    assertThat(events).hasExactlyElementsOfTypes(Event.Agreement.class);
    assertThat(customers.holding(ERP).doubt().isEmpty()).isTrue();
    assertThat(customers.holding(ERP).readOwed()).isFalse();
    assertThat(customers.reconciler.settled(customers.state, ERP)).isTrue();
  }
}
