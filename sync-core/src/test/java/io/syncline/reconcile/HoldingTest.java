package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldingTest {

  private static final SystemId WEB = new SystemId("web");
  private static final Dot HERE = new Dot(CRM, 1);
  private static final Dot THERE = new Dot(WEB, 1);

  private static Registers name(Dot dot) {
    return Registers.of("name", new Register(Value.of("a"), dot, new Stamp(0, 0, CRM)));
  }

  private static Registers living(Dot dot) {
    return name(dot).with(Registers.LIFE, new Register(Life.ALIVE, HERE, new Stamp(0, 0, CRM)));
  }

  private static HeldConflict conflict(Dot incoming, Dot head) {
    return new HeldConflict(Optional.empty(), Value.of("b"), incoming, new Stamp(0, 0, CRM), head);
  }

  private static Holding holding(
      Registers registers,
      Registers written,
      Registers doubt,
      HeldConflict held,
      Quarantined rejected) {
    return new Holding(
        CRM,
        registers,
        Optional.empty(),
        7,
        false,
        3,
        Optional.of(new InFlight(WriteKind.UPDATE, written, new Precondition.Absent(), 3, false)),
        doubt,
        Map.of("name", held),
        Map.of("name", rejected),
        Set.of());
  }

  private static Holding naming(Dot shown, Dot written, Dot doubt, Dot held, Dot rejected) {
    return holding(
        living(shown),
        name(written),
        name(doubt),
        conflict(held, HERE),
        new Quarantined(rejected, "no"));
  }

  @Test
  void itNamesASystemOfWhichAnyOfItsPartsHoldsAnEvent() {
    assertThat(naming(HERE, HERE, HERE, HERE, HERE).names(WEB)).isFalse();
    assertThat(naming(THERE, HERE, HERE, HERE, HERE).names(WEB)).isTrue();
    assertThat(naming(HERE, THERE, HERE, HERE, HERE).names(WEB)).isTrue();
    assertThat(naming(HERE, HERE, THERE, HERE, HERE).names(WEB)).isTrue();
    assertThat(naming(HERE, HERE, HERE, THERE, HERE).names(WEB)).isTrue();
    assertThat(naming(HERE, HERE, HERE, HERE, THERE).names(WEB)).isTrue();
    assertThat(
            holding(
                    living(HERE),
                    name(HERE),
                    name(HERE),
                    conflict(HERE, THERE),
                    new Quarantined(HERE, "no"))
                .names(WEB))
        .isTrue();
    assertThat(Holding.unlinked(CRM).names(WEB)).isFalse();
  }

  @Test
  void whatTurnedOutToBeAnotherRecordLeavesTheCountOfWritesAlone() {
    Holding left = naming(HERE, HERE, HERE, HERE, HERE).left(9);

    assertThat(left)
        .isEqualTo(
            new Holding(
                CRM,
                Registers.of(Registers.LIFE, Register.neverAlive(CRM)),
                Optional.empty(),
                9,
                false,
                3,
                Optional.empty(),
                Registers.empty(),
                Map.of(),
                Map.of(),
                Set.of()));
    assertThat(left.alive()).isFalse();
  }

  @Test
  void aHoldingHasALife() {
    Holding unlinked = Holding.unlinked(CRM);

    assertThatThrownBy(
            () ->
                new Holding(
                    CRM,
                    Registers.empty(),
                    unlinked.token(),
                    0,
                    false,
                    0,
                    unlinked.inFlight(),
                    unlinked.doubt(),
                    Map.of(),
                    Map.of(),
                    Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have a life register: system=crm");
  }

  @Test
  void itHoldsARegisterWhoseEventIsTheHeads() {
    Customers customers = new Customers(rules -> rules);
    customers.look(CRM, row("b", "a", "a"), 5);

    Holding erp = customers.holding(ERP);

    assertThat(erp.holds("street", customers.state.head())).isTrue();
    assertThat(erp.holds("name", customers.state.head())).isFalse();
    assertThat(Holding.unlinked(ERP).holds("name", customers.state.head())).isFalse();
  }
}
