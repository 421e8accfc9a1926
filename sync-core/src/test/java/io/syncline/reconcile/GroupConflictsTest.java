package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** By which stamps, at which contact and for how long a group is decided as one. */
class GroupConflictsTest {

  private static Customers address(UnaryOperator<RulesBuilder> choices) {
    return new Customers(rules -> choices.apply(rules.group("address", List.of("street", "city"))));
  }

  private static Customers all(ConflictPolicy policy) {
    return new Customers(rules -> rules.group("all", Customers.FIELDS).onConflict("all", policy));
  }

  private static Step link(Customers customers, Row known, Row shown) {
    RecordState fresh =
        customers.reconciler.newRecord(CRM, known, Customers.version(1), OptionalLong.of(3), 50);
    return customers.reconciler.link(fresh, ERP, Observation.of(shown).read(50).timeMicros(4), 51);
  }

  @Test
  void theLatestUnseenEditStandsForTheHead() {
    for (List<Long> times : List.of(List.of(5L, 9L), List.of(9L, 5L))) {
      Customers customers = address(rules -> rules);
      customers.look(CRM, row("a", "s", "a"), times.get(0));
      customers.look(CRM, row("a", "s", "c"), times.get(1));

      customers.look(ERP, row("a", "x", "y"), 7);

      assertThat(customers.head()).isEqualTo(row("a", "s", "c"));
    }
  }

  @Test
  void anEditThatTheSystemHasSeenDoesNotStandAgainstIt() {
    Customers customers = all(ConflictPolicy.lastWriter());
    customers.look(CRM, row("n", "a", "a"), 20);
    customers.plan(ERP);
    customers.applied(ERP);
    customers.look(CRM, row("n", "a", "c"), 5);

    customers.look(ERP, row("n", "s", "a"), 7);

    assertThat(customers.head()).isEqualTo(row("n", "s", "a"));
  }

  @Test
  void anotherFieldOfAHeldGroupIsHeldWithTheRest() {
    Customers customers = all(ConflictPolicy.holdForReview());
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.look(ERP, row("a", "s", "a"), 6);
    assertThat(customers.holding(ERP).held()).containsOnlyKeys("street", "city");

    List<Event> events = customers.look(ERP, row("n", "s", "a"), 7);

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Conflict.class,
            conflict -> {
              assertThat(conflict.register()).isEqualTo("name");
              assertThat(conflict.cause()).isEqualTo(Event.Cause.POLICY);
              assertThat(conflict.decision())
                  .isEqualTo(Resolution.hold("held with the rest of its group: group=all"));
            });
    assertThat(customers.head()).isEqualTo(row("a", "a", "c"));
    assertThat(customers.holding(ERP).held()).containsOnlyKeys("name", "street", "city");
  }

  @Test
  void firstContactAsksWithoutABaseAndSaysSo() {
    List<FieldConflict> asked = new ArrayList<>();
    Customers customers =
        address(
            rules ->
                rules.onFirstContact(
                    "address",
                    conflict -> {
                      asked.add(conflict);
                      return Resolution.takeIncoming();
                    }));

    Step step = link(customers, row("a", "s", "c"), row("a", "t", "d"));

    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).base()).isEmpty();
    assertThat(step.events())
        .filteredOn(event -> event instanceof Event.Conflict)
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(((Event.Conflict) event).cause()).isEqualTo(Event.Cause.FIRST_CONTACT));
    assertThat(step.state().head().values()).isEqualTo(row("a", "t", "d"));
  }

  @Test
  void aConflictAfterThatIsThePoliciesAndHasABase() {
    List<FieldConflict> asked = new ArrayList<>();
    Customers customers =
        address(
            rules ->
                rules.onConflict(
                    "address",
                    conflict -> {
                      asked.add(conflict);
                      return Resolution.keepHead();
                    }));
    customers.look(CRM, row("a", "a", "c"), 5);

    List<Event> events = customers.look(ERP, row("a", "s", "a"), 6);

    assertThat(asked.get(0).base().orElseThrow()).hasToString("{street=a, city=a}");
    assertThat(events)
        .hasSize(2)
        .allSatisfy(
            event -> assertThat(((Event.Conflict) event).cause()).isEqualTo(Event.Cause.POLICY));
  }

  @Test
  void atFirstContactANullGivesWayToTheOtherSide() {
    Customers customers =
        address(rules -> rules.onFirstContact("address", ConflictPolicy.holdForReview()));

    Step head = link(customers, row("a", "s", "c"), row("a", "", "c"));
    Step incoming = link(customers, row("a", "s", ""), row("a", "s", "c"));

    assertThat(head.state().head().values()).isEqualTo(row("a", "s", "c"));
    assertThat(head.events()).anyMatch(event -> event instanceof Event.GivesWay);
    assertThat(head.state().holding(ERP).orElseThrow().held()).isEmpty();
    assertThat(incoming.state().head().values()).isEqualTo(row("a", "s", "c"));
    assertThat(incoming.state().holding(ERP).orElseThrow().held()).isEmpty();
  }

  @Test
  void anotherSystemFillsAGroupOnlyWhereAllOfItIsEmpty() {
    Customers customers = address(rules -> rules.authority("address", ERP));
    customers.look(ERP, row("a", "", ""), 5);
    customers.plan(CRM);
    customers.applied(CRM);
    RecordState empty = customers.state;

    customers.look(CRM, row("a", "s", "c"), 6);
    assertThat(customers.head()).isEqualTo(row("a", "s", "c"));

    customers.state = empty;
    customers.look(ERP, row("a", "", "e"), 7);
    customers.plan(CRM);
    customers.applied(CRM);
    List<Event> events = customers.look(CRM, row("a", "s", "e"), 8);

    assertThat(customers.head()).isEqualTo(row("a", "", "e"));
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Conflict.class,
            conflict -> {
              assertThat(conflict.register()).isEqualTo("street");
              assertThat(conflict.cause()).isEqualTo(Event.Cause.AUTHORITY);
              assertThat(conflict.decision()).isEqualTo(Resolution.keepHead());
            });
  }

  @Test
  void aGroupThatChangesFormAtEveryWriteIsHeld() {
    Customers customers = address(rules -> rules);
    customers.look(CRM, row("a", "s", "a"), 5);
    String form = "s";
    List<Event> events = List.of();
    int rounds = 0;
    while (customers.holding(ERP).held().isEmpty() && rounds < 9) {
      rounds++;
      customers.plan(ERP);
      customers.applied(ERP);
      form += "!";
      events = customers.look(ERP, row("a", form, "a"), 6);
      customers.plan(CRM);
      if (customers.holding(CRM).inFlight().isPresent()) {
        customers.applied(CRM);
        customers.look(CRM, row("a", form + "?", "a"), 6);
        form += "?";
      }
    }

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Conflict.class,
            conflict -> {
              assertThat(conflict.cause()).isEqualTo(Event.Cause.FORM);
              assertThat(conflict.decision())
                  .isEqualTo(Resolution.hold("changes form at every write: group=address"));
            });
    assertThat(rounds).isEqualTo(2);
    assertThat(customers.state.bounces()).containsOnly(Map.entry("street", 3));
    assertThat(customers.plan(ERP)).isEmpty();
  }

  @Test
  void aHeldGroupSaysWhichFieldWasEditedAgain() {
    Customers customers =
        address(rules -> rules.onConflict("address", ConflictPolicy.holdForReview()));
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.look(ERP, row("a", "s", "a"), 6);

    List<Event> events = customers.look(ERP, row("a", "t", "a"), 7);

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.HeldAgain.class,
            again -> {
              assertThat(again.register()).isEqualTo("street");
              assertThat(again.incoming()).isEqualTo(Value.of("t"));
            });
  }
}
