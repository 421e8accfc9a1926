package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsTest {

  private static Customers customers(ConflictPolicy policy) {
    return new Customers(
        rules -> rules.group("address", List.of("street", "city")).onConflict("address", policy));
  }

  @Test
  void editsOfDifferentFieldsOfAGroupConflict() {
    Customers customers = customers(ConflictPolicy.lastWriter());
    customers.look(CRM, row("a", "a", "c"), 5);

    List<Event> events = customers.look(ERP, row("a", "s", "a"), 6);

    assertThat(events).hasSize(2).allMatch(event -> event instanceof Event.Conflict);
    assertThat(customers.head()).isEqualTo(row("a", "s", "a"));
    assertThat(customers.plan(CRM).orElseThrow().registers().names())
        .containsExactly("street", "city");
  }

  @Test
  void anEarlierEditGivesWayAsAWhole() {
    Customers customers = customers(ConflictPolicy.lastWriter());
    customers.look(CRM, row("a", "a", "c"), 5);

    customers.look(ERP, row("e", "s", "a"), 3);

    assertThat(customers.head()).isEqualTo(row("e", "a", "c"));
    assertThat(customers.plan(ERP).orElseThrow().registers().names())
        .containsExactly("street", "city");
  }

  @Test
  void aHeldGroupIsHeldWholeWhileOtherFieldsFlow() {
    Customers customers = customers(ConflictPolicy.holdForReview());
    customers.look(CRM, row("c", "a", "c"), 5);

    customers.look(ERP, row("a", "s", "a"), 6);

    assertThat(customers.holding(ERP).held()).containsOnlyKeys("street", "city");
    assertThat(customers.plan(ERP).orElseThrow().registers().names()).containsExactly("name");
  }

  @Test
  void oneDecisionEndsTheHoldOfTheWholeGroup() {
    Customers customers = customers(ConflictPolicy.holdForReview());
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.look(ERP, row("a", "s", "a"), 6);

    customers.resolve(ERP, "street", Choice.incoming());

    assertThat(customers.head()).isEqualTo(row("a", "s", "a"));
    assertThat(customers.holding(ERP).held()).isEmpty();
    assertThat(customers.reconciler.settled(customers.state, ERP)).isTrue();
  }

  @Test
  void aHeldGroupThatIsEditedAgainStaysHeld() {
    Customers customers = customers(ConflictPolicy.holdForReview());
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.look(ERP, row("a", "s", "a"), 6);

    List<Event> events = customers.look(ERP, row("a", "t", "a"), 7);

    assertThat(events).hasSize(1).first().isInstanceOf(Event.HeldAgain.class);
    assertThat(customers.holding(ERP).held().get("street"))
        .extracting(HeldConflict::incoming)
        .isEqualTo(Value.of("t"));
    assertThat(customers.holding(ERP).held()).containsOnlyKeys("street", "city");
  }

  @Test
  void anEditOfTheAgreedGroupFollowsWithoutConflict() {
    Customers customers = customers(ConflictPolicy.holdForReview());

    List<Event> events = customers.look(ERP, row("a", "s", "t"), 6);

    assertThat(events).hasSize(2).allMatch(event -> event instanceof Event.FastForward);
    assertThat(customers.head()).isEqualTo(row("a", "s", "t"));
  }

  @Test
  void oneOutdatedFieldIsWrittenWithItsGroup() {
    Customers customers = customers(ConflictPolicy.lastWriter());
    customers.look(CRM, row("a", "a", "c"), 5);

    assertThat(customers.plan(ERP).orElseThrow().registers().names())
        .containsExactly("street", "city");
  }

  @Test
  void bothSidesComingToTheSameGroupAgree() {
    Customers customers = customers(ConflictPolicy.holdForReview());
    customers.look(CRM, row("a", "s", "t"), 5);

    List<Event> events = customers.look(ERP, row("a", "s", "t"), 6);

    assertThat(events).hasSize(2).allMatch(event -> event instanceof Event.Agreement);
    assertThat(customers.reconciler.settled(customers.state)).isTrue();
  }

  @Test
  void theGroupIsDecidedAsOneConflict() {
    Customers customers =
        customers(
            conflict -> {
              assertThat(conflict.field()).isEqualTo("address");
              assertThat(conflict.head().value()).hasToString("{street=a, city=c}");
              assertThat(conflict.incoming().value()).hasToString("{street=s, city=a}");
              return Resolution.merged(conflict.head().value());
            });
    customers.look(CRM, row("a", "a", "c"), 5);

    customers.look(ERP, row("a", "s", "a"), 6);

    assertThat(customers.holding(ERP).held()).containsOnlyKeys("street", "city");
  }

  @Test
  void firstContactDoesNotMixTwoGroups() {
    Customers customers =
        new Customers(
            rules ->
                rules
                    .group("address", List.of("street", "city"))
                    .onFirstContact("address", ConflictPolicy.keepHead()));
    RecordState fresh =
        customers.reconciler.newRecord(
            CRM, row("a", "s", ""), Customers.version(1), java.util.OptionalLong.empty(), 50);

    Step step =
        customers.reconciler.link(fresh, ERP, Observation.of(row("a", "t", "c")).read(50), 51);

    assertThat(step.state().head().get("city").orElseThrow().value()).isEqualTo(Value.NULL);
    assertThat(step.state().head().get("street").orElseThrow().value()).isEqualTo(Value.of("s"));
  }

  @Test
  void anAuthorityOverAGroupRefusesItWhole() {
    Customers customers =
        new Customers(
            rules -> rules.group("address", List.of("street", "city")).authority("address", ERP));

    customers.look(CRM, row("b", "s", "a"), 9);

    assertThat(customers.head()).isEqualTo(row("b", "a", "a"));
    assertThat(customers.plan(CRM).orElseThrow().registers().names())
        .containsExactly("street", "city");
  }
}
