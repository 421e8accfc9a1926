package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Resolution;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

  private final Customers customers =
      new Customers(rules -> rules.onDeleteConflict(DeletePolicy.updateWins()));

  @Test
  void anEchoWhileNoOtherReadLeavesTheVeryState() {
    customers.look(CRM, row("a", "a", "a"), 5);
    Version token = customers.holding(CRM).token().orElseThrow();
    Observation seen = Observation.of(row("a", "a", "a")).version(token).read(customers.count);

    Step alone =
        customers.reconciler.observe(
            customers.state, CRM, seen.whileNoOtherRead(), customers.count + 1);
    Step other = customers.reconciler.observe(customers.state, CRM, seen, customers.count + 1);

    assertThat(alone.state()).isSameAs(customers.state);
    assertThat(alone.events()).containsExactly(new Event.Echo(CRM));
    assertThat(other.state().holding(CRM).orElseThrow().asOf()).isEqualTo(customers.count + 1);
  }

  @Test
  void anEchoThatBringsANewTokenIsStored() {
    Step step =
        customers.reconciler.observe(
            customers.state,
            CRM,
            Observation.of(row("a", "a", "a"))
                .version(Version.ordered(99))
                .read(customers.count)
                .whileNoOtherRead(),
            customers.count + 1);

    assertThat(step.state().holding(CRM).orElseThrow().token()).contains(Version.ordered(99));
  }

  private Observation listed(String name) {
    return Observation.of(row(name, "a", "a")).read(customers.count).fromUnversioned();
  }

  @Test
  void whatTellsNoVersionsLeavesTheVersionWhereItShowsWhatIsKnown() {
    Version token = customers.holding(CRM).token().orElseThrow();

    customers.take(CRM, listed("a"));
    assertThat(customers.holding(CRM).token()).contains(token);

    customers.take(CRM, listed("b"));
    assertThat(customers.holding(CRM).token()).isEmpty();
    assertThat(customers.head("name")).isEqualTo(Value.of("b"));
  }

  @Test
  void whatTellsNoVersionsDoesNotPayTheReadThatIsOwedForOne() {
    customers.look(ERP, row("b", "a", "a"), 5);
    customers.plan(CRM);
    customers.outcome(CRM, new WriteResult.Stale());

    customers.take(CRM, listed("a"));
    assertThat(customers.holding(CRM).readOwed()).isTrue();

    customers.look(CRM, row("a", "a", "a"), 6);
    assertThat(customers.holding(CRM).readOwed()).isFalse();
  }

  @Test
  void anEchoOutdatesAReadUnderWay() {
    long began = customers.count;
    customers.take(CRM, Observation.of(row("a", "a", "a")).read(customers.count));

    var events = customers.take(CRM, Observation.of(row("b", "a", "a")).read(began));

    assertThat(events).containsExactly(new Event.Hint(CRM));
    assertThat(customers.holding(CRM).readOwed()).isTrue();
  }

  @Test
  void aTimeInTheFutureOfTheHubIsBroughtDown() {
    Instant now = Instant.parse("2024-03-01T12:00:00Z");

    Observation ahead = Observation.gone().edited(now.plusSeconds(3600), now);
    Observation behind = Observation.gone().edited(now.minusSeconds(1), now);

    assertThat(ahead.timeMicros()).isEqualTo(OptionalLong.of(1_709_294_400_000_000L));
    assertThat(behind.timeMicros()).isEqualTo(OptionalLong.of(1_709_294_399_000_000L));
  }

  @Test
  void aMergeThatDoesNotFitTheFieldIsHeld() {
    Customers wrong =
        new Customers(rules -> rules.onConflict(conflict -> Resolution.merged(Value.of(1))));
    wrong.look(CRM, row("b", "a", "a"), 5);

    wrong.look(ERP, row("c", "a", "a"), 6);

    assertThat(wrong.holding(ERP).held()).containsOnlyKeys("name");
  }

  @Test
  void aDeletePolicySeesWhatWouldBeLost() {
    Customers asked =
        new Customers(
            rules ->
                rules.onDeleteConflict(
                    conflict -> {
                      assertThat(conflict.system()).isEqualTo(CRM);
                      assertThat(conflict.incoming().value()).isEqualTo(Life.DELETED);
                      assertThat(conflict.registers()).containsExactly("city");
                      return new DeleteResolution.DeleteWins();
                    }));
    asked.look(ERP, row("a", "a", "e"), 5);

    asked.take(CRM, Observation.gone().read(asked.count));

    assertThat(asked.state.alive()).isFalse();
  }

  @Test
  void aRejectedRegisterKeepsTheReason() {
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.plan(ERP);

    customers.outcome(ERP, new WriteResult.Rejected("name is taken", Set.of("name")));

    assertThat(customers.holding(ERP).quarantine().get("name"))
        .extracting(Quarantined::reason)
        .isEqualTo("name is taken");
    assertThat(customers.plan(ERP)).isEmpty();
    customers.state = customers.reconciler.retry(customers.state, ERP);
    assertThat(customers.plan(ERP)).isPresent();
  }

  @Test
  void anOutcomeNeedsAWriteInFlight() {
    assertThatThrownBy(() -> customers.outcome(CRM, new WriteResult.Stale()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have a write in flight: system=crm");
  }

  @Test
  void aLivingRecordIsNotLinkedAgain() {
    assertThatThrownBy(
            () -> customers.reconciler.link(customers.state, CRM, Observation.gone(), 99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not be linked to a living record: system=crm");
  }

  @Test
  void aDecisionMustFitTheField() {
    Customers held = new Customers(rules -> rules.onConflict(ConflictPolicy.holdForReview()));
    held.look(CRM, row("b", "a", "a"), 5);
    held.look(ERP, row("c", "a", "a"), 6);

    assertThatThrownBy(() -> held.resolve(ERP, "name", Choice.another(Value.of(7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be text, not INTEGER");
  }
}
