package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What became of a write. */
class OutcomesTest {

  private static final SystemId SHOP = new SystemId("shop");

  private Customers customers = new Customers(rules -> rules);

  private void writeName() {
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.plan(ERP);
  }

  private void appliedShowing(Row shown) {
    customers.outcome(ERP, new WriteResult.Applied(Customers.version(50), Optional.of(shown)));
  }

  @Test
  void whatTheSystemReportsWithTheWriteIsWhatItShows() {
    writeName();

    appliedShowing(Row.of("name", Value.of("b.")));

    assertThat(customers.holding(ERP).registers().require("name").value())
        .isEqualTo(Value.of("b."));
    assertThat(customers.holding(ERP).unconfirmed()).containsExactly("city", "street");
    assertThat(customers.holding(ERP).token()).contains(Version.ordered(50));
    assertThat(customers.plan(ERP)).isEmpty();
  }

  @Test
  void otherFieldsThatItReportsAreAReasonToRead() {
    writeName();
    appliedShowing(row("b", "a", "a"));
    assertThat(customers.holding(ERP).readOwed()).isFalse();

    customers.look(CRM, row("c", "a", "a"), 6);
    customers.plan(ERP);
    appliedShowing(row("c", "x", "a"));

    assertThat(customers.holding(ERP).readOwed()).isTrue();
  }

  @Test
  void aFieldThatItNeverShowedBeforeIsAReasonToRead() {
    customers =
        new Customers(
            rules ->
                rules.system(
                    SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED)
                        .writing(List.of("name"))));
    customers.plan(SHOP);
    Row shown = Row.of(List.of("name", "city"), Value.of("a"), Value.of("c"));

    customers.outcome(SHOP, new WriteResult.Applied(Customers.version(50), Optional.of(shown)));

    assertThat(customers.holding(SHOP).readOwed()).isTrue();
  }

  @Test
  void whatShowsWhatTheHeadBecameMeanwhileIsNotWrittenAgain() {
    customers =
        new Customers(
            rules ->
                rules.system(
                    SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED)
                        .showing(
                            (field, value) ->
                                Value.of(value.toString().toLowerCase(Locale.ROOT)))));
    customers.plan(SHOP);
    customers.applied(SHOP);
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.plan(SHOP);
    customers.look(CRM, row("B", "a", "a"), 6);

    customers.applied(SHOP);

    assertThat(customers.reconciler.settled(customers.state, SHOP)).isTrue();
    assertThat(customers.plan(SHOP)).isEmpty();
  }

  @Test
  void anAppliedWriteEndsTheQuarantineOfWhatItWrote() {
    writeName();
    customers.outcome(ERP, new WriteResult.Rejected("too long", Set.of("name")));
    customers.look(CRM, row("c", "a", "a"), 6);
    customers.plan(ERP);

    customers.applied(ERP);

    assertThat(customers.holding(ERP).quarantine()).isEmpty();
  }

  @Test
  void anAppliedDeleteLeavesNothingHeldOrInQuarantine() {
    customers =
        new Customers(
            rules ->
                rules
                    .onConflict("street", ConflictPolicy.holdForReview())
                    .onDeleteConflict(DeletePolicy.deleteWins()));
    writeName();
    customers.outcome(ERP, new WriteResult.Rejected("too long", Set.of("name")));
    customers.look(CRM, row("b", "b", "a"), 6);
    RecordState rejected = customers.state;
    customers.look(ERP, row("a", "c", "a"), 7);
    assertThat(customers.holding(ERP).held()).containsOnlyKeys("street");
    assertThat(rejected.holding(ERP).orElseThrow().quarantine()).containsOnlyKeys("name");

    customers.take(CRM, Observation.gone().read(customers.count));
    customers.plan(ERP);
    customers.applied(ERP);

    assertThat(customers.holding(ERP).held()).isEmpty();

    customers.state = rejected;
    customers.take(CRM, Observation.gone().read(customers.count));
    customers.plan(ERP);
    customers.applied(ERP);

    assertThat(customers.holding(ERP).quarantine()).isEmpty();
    assertThat(customers.holding(ERP).alive()).isFalse();
  }

  @Test
  void whateverStoodInTheWayIsLookedAtBeforeTheNextWrite() {
    for (WriteResult result :
        List.of(new WriteResult.Stale(), new WriteResult.Missing(), new WriteResult.Duplicate())) {
      customers = new Customers(rules -> rules);
      writeName();

      customers.outcome(ERP, result);

      assertThat(customers.holding(ERP).inFlight()).isEmpty();
      assertThat(customers.holding(ERP).readOwed()).isTrue();
      assertThat(customers.holding(ERP).doubt().isEmpty()).isTrue();
      assertThat(customers.plan(ERP)).isEmpty();
    }
  }

  @Test
  void theFateOfAWriteStaysUnknownWhereItCannotBeSentAgain() {
    writeName();
    customers.outcome(ERP, new WriteResult.Unknown());

    customers.outcome(ERP, new WriteResult.Unavailable());

    assertThat(customers.holding(ERP).inFlight().orElseThrow().unknown()).isTrue();
  }

  @Test
  void aFreshLookAtTheImageOfBeforeShowsThatNothingArrived() {
    Version before = customers.holding(ERP).token().orElseThrow();
    writeName();
    customers.outcome(ERP, new WriteResult.Unknown());
    customers.outcome(ERP, new WriteResult.Stale());
    assertThat(customers.holding(ERP).doubt().names()).containsExactly("name");

    customers.take(ERP, Observation.of(row("a", "a", "a")).version(before).read(customers.count));

    assertThat(customers.holding(ERP).doubt().isEmpty()).isTrue();
    assertThat(customers.plan(ERP).orElseThrow().registers().names()).containsExactly("name");
  }

  @Test
  void anAbsenceShowsThatADeleteInDoubtArrived() {
    customers.take(CRM, Observation.gone().read(customers.count));
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Unknown());
    customers.outcome(ERP, new WriteResult.Stale());

    List<Event> events = customers.take(ERP, Observation.gone().read(customers.count));

    assertThat(events).containsExactly(new Event.Echo(ERP));
    assertThat(customers.reconciler.settled(customers.state)).isTrue();
  }

  @Test
  void aRecordThatIsStillThereShowsThatADeleteInDoubtDidNotArrive() {
    customers.take(CRM, Observation.gone().read(customers.count));
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Unknown());
    customers.outcome(ERP, new WriteResult.Stale());

    customers.look(ERP, row("a", "a", "a"), 9);

    assertThat(customers.holding(ERP).alive()).isTrue();
    assertThat(customers.plan(ERP).orElseThrow().kind()).isEqualTo(WriteKind.DELETE);
  }

  @Test
  void aRecordThatIsThereShowsThatACreateInDoubtArrived() {
    customers.state =
        customers.reconciler.newRecord(
            CRM, row("a", "a", "a"), Customers.version(1), OptionalLong.empty(), 1);
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Unknown());
    customers.outcome(ERP, new WriteResult.Duplicate());

    List<Event> events = customers.look(ERP, row("a", "a", "a"), 9);

    assertThat(events).containsExactly(new Event.Echo(ERP));
    assertThat(customers.reconciler.settled(customers.state)).isTrue();
    assertThat(customers.state.clock().counter(ERP)).isZero();
  }

  @Test
  void aCreateInDoubtOfWhichNothingIsThereIsSentAnew() {
    customers.state =
        customers.reconciler.newRecord(
            CRM, row("a", "a", "a"), Customers.version(1), OptionalLong.empty(), 1);
    customers.plan(ERP);
    customers.outcome(ERP, new WriteResult.Unknown());
    customers.outcome(ERP, new WriteResult.Missing());

    customers.take(ERP, Observation.gone().read(customers.count));

    assertThat(customers.holding(ERP).alive()).isFalse();
    assertThat(customers.plan(ERP).orElseThrow().kind()).isEqualTo(WriteKind.CREATE);
  }
}
