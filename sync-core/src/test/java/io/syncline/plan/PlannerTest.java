package io.syncline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.SystemId;
import io.syncline.reconcile.Customers;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.reconcile.WriteKind;
import io.syncline.reconcile.WriteResult;
import io.syncline.reconcile.policy.ConflictPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final SystemId SHOP = new SystemId("shop");

  private final Rules rules =
      Customers.rules()
          .system(
              SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED)
                  .writing(List.of("name"))
                  .creating(List.of("name", "city")))
          .onConflict(ConflictPolicy.lastWriter())
          .build();
  private final Reconciler reconciler = new Reconciler(rules);
  private final Planner planner = new Planner(rules);
  private RecordState state =
      reconciler.newRecord(
          Customers.CRM,
          Customers.row("a", "a", "a"),
          Customers.version(1),
          OptionalLong.empty(),
          1);

  @Test
  void aCreateCarriesWhatAnUpdateMayNot() {
    InFlight create = plan().orElseThrow();

    assertThat(create.kind()).isEqualTo(WriteKind.CREATE);
    assertThat(create.registers().names()).containsExactly("name", "city", Registers.LIFE);
  }

  @Test
  void anUpdateLeavesAloneWhatOnlyACreateMayWrite() {
    plan();
    WriteResult applied = new WriteResult.Applied(Customers.version(5), Optional.empty());
    state = reconciler.outcome(state, SHOP, applied, 2).state();
    state =
        reconciler
            .observe(
                state,
                Customers.CRM,
                Observation.of(Customers.row("b", "b", "b")).version(Customers.version(2).get()),
                3)
            .state();

    InFlight update = plan().orElseThrow();

    assertThat(update.registers().names()).containsExactly("name");
  }

  @Test
  void whatIsWrittenByItselfComesAfterTheOthersOneAtATime() {
    List<List<String>> written = writtenApart(state);

    List<String> together = new ArrayList<>(Customers.FIELDS);
    together.removeAll(List.of("city", "name"));
    together.add(Registers.LIFE);
    assertThat(written.get(0)).containsExactlyElementsOf(together);
    assertThat(written.subList(1, written.size()))
        .containsExactlyInAnyOrder(List.of("city"), List.of("name"));
  }

  @Test
  void whatNoCreateHasIsNotEmptiedInANewRecord() {
    RecordState without =
        reconciler.newRecord(
            Customers.CRM,
            Customers.row("a", "a", ""),
            Customers.version(1),
            OptionalLong.empty(),
            1);

    assertThat(writtenApart(without).stream().flatMap(List::stream))
        .contains("name")
        .doesNotContain("city");
  }

  /** The fields of all writes, where name and city are written by themselves. */
  private static List<List<String>> writtenApart(RecordState before) {
    Rules apart =
        Customers.rules()
            .system(
                SystemRules.of(SHOP, Customers.FIELDS, Versions.ORDERED)
                    .apart(List.of("city", "name")))
            .onConflict(ConflictPolicy.lastWriter())
            .build();
    Planner careful = new Planner(apart);
    Reconciler following = new Reconciler(apart);
    RecordState now = before;
    List<List<String>> written = new ArrayList<>();
    for (int i = 1; careful.isPending(now, SHOP); i++) {
      Planned planned = careful.plan(now, SHOP, i);
      written.add(planned.write().orElseThrow().registers().names());
      WriteResult applied = new WriteResult.Applied(Customers.version(i), Optional.empty());
      now = following.outcome(planned.state(), SHOP, applied, i).state();
    }
    return written;
  }

  @Test
  void nothingIsPlannedWhileAWriteIsInFlight() {
    assertThat(planner.isPending(state, SHOP)).isTrue();
    plan();

    assertThat(planner.isPending(state, SHOP)).isFalse();
    assertThat(planner.risks(state, SHOP, Set.of())).isEmpty();
    assertThat(plan()).isEmpty();
  }

  @Test
  void aCreateWaitsForWhatCannotBeWrittenYet() {
    Withheld waiting = Withheld.nothing().fields(Set.of("city"), Set.of());

    assertThat(planner.plan(state, SHOP, 10, waiting).write()).isEmpty();
    assertThat(planner.isPending(state, SHOP, waiting)).isFalse();
  }

  @Test
  void aCreateGoesWithoutWhatIsNotWaitedFor() {
    Withheld leftOut = Withheld.nothing().fields(Set.of(), Set.of("city"));

    Optional<InFlight> create = planner.plan(state, SHOP, 10, leftOut).write();

    assertThat(create.orElseThrow().registers().names()).containsExactly("name", Registers.LIFE);
    assertThat(planner.isPending(state, SHOP, leftOut)).isTrue();
  }

  @Test
  void createsMayBeWithheldAltogether() {
    Withheld creates = new Withheld(Set.of(Risk.CREATES), Set.of());

    assertThat(planner.risks(state, SHOP, Set.of("name"))).containsExactly(Risk.CREATES);
    assertThat(planner.plan(state, SHOP, 10, creates).write()).isEmpty();
  }

  private Optional<InFlight> plan() {
    Planned planned = planner.plan(state, SHOP, 10);
    state = planned.state();
    return planned.write();
  }
}
