package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Counted;
import io.syncline.engine.SyncReport;
import io.syncline.mapping.FieldMapping;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.operate.Explanation.Standing.State;
import io.syncline.operate.InboxFilter;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.store.ParkedRow;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Refusals, limits, lost answers: what is in trouble waits, and nothing waits behind it. */
class TroubleTest {

  private final World world = World.two();
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");

  private String linked() {
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    crm.put("c2", Map.of("name", "Bob", "email", "bob@x.org"));
    world.settle();
    return erp.keysWhere("name", "Ann").get(0);
  }

  @Test
  void aRefusedFieldIsQuarantinedAndTheOthersFlow() {
    String key = linked();
    erp.reject("phone", value -> value.toString().startsWith("0"), "no leading zero");
    crm.change("c1", "phone", "0815").change("c1", "name", "Anna");
    crm.change("c2", "name", "Bobby");

    SyncReport report = world.settle();

    assertThat(report.counts().of("customer", "erp", Counted.REJECTED)).isEqualTo(1);
    assertThat(erp.show(key, "name")).isEqualTo("Anna");
    assertThat(erp.show(key, "phone")).isEqualTo("null");
    assertThat(erp.keysWhere("name", "Bobby")).hasSize(1);
    assertThat(world.explain("crm", "c1").field("phone").orElseThrow().standing())
        .hasEntrySatisfying(
            new SystemId("erp"),
            standing -> {
              assertThat(standing.state()).isEqualTo(State.QUARANTINED);
              assertThat(standing.why()).isEqualTo("E-phone: no leading zero");
            });
    world.assertQuiet();
  }

  @Test
  void whatWasRefusedIsWrittenOnRequest() {
    String key = linked();
    erp.reject("phone", value -> value.toString().startsWith("0"), "no leading zero");
    crm.change("c1", "phone", "0815");
    world.settle();
    erp.accept();
    world.assertQuiet();

    world.inbox().retryAll(InboxFilter.all().system("erp"));
    world.settle();

    assertThat(erp.show(key, "phone")).isEqualTo("0815");
    world.assertAgreement();
  }

  @Test
  void aRefusedCreateIsTriedAgainWhenTheRecordChanges() {
    erp.reject("phone", value -> value.toString().startsWith("0"), "no leading zero");
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org", "phone", "0815"));
    world.settle();
    assertThat(erp.all()).isEmpty();

    crm.change("c1", "phone", "815");
    world.settle();

    assertThat(erp.keysWhere("phone", "815")).hasSize(1);
    world.assertAgreement();
  }

  @Test
  void aRateLimitPausesAndGoesOn() {
    String key = linked();
    Instant before = world.clock.instant();
    erp.faults().throttleFor(Duration.ofSeconds(30)).next(Call.WRITE, Fault.THROTTLED);
    crm.faults().next(Call.POLL, Fault.THROTTLED);
    crm.change("c1", "name", "Anna");

    SyncReport report = world.settle();

    assertThat(report.counts().of("customer", "erp", Counted.POSTPONED)).isEqualTo(1);
    assertThat(world.clock.instant()).isAfterOrEqualTo(before.plusSeconds(30));
    assertThat(erp.show(key, "name")).isEqualTo("Anna");
    world.assertAgreement();
  }

  @Test
  void aRunThatMayNotWaitSaysThatItIsNotSettled() {
    String key = linked();
    world.limits(limits -> limits.withWaiting(Duration.ofSeconds(1))).restart();
    erp.faults().throttleFor(Duration.ofHours(1)).next(Call.WRITE, Fault.THROTTLED);
    crm.change("c1", "name", "Anna");

    assertThat(world.sync().settled()).isFalse();
    world.clock.move(Duration.ofHours(1));
    world.settle();

    assertThat(erp.show(key, "name")).isEqualTo("Anna");
  }

  @Test
  void aRunThatCouldNotReadAFlowIsNotSettled() {
    linked();
    world.limits(limits -> limits.withWaiting(Duration.ofSeconds(1))).restart();
    erp.faults().throttleFor(Duration.ofHours(1)).next(Call.POLL, Fault.THROTTLED);

    SyncReport report = world.sync();

    assertThat(report.failures()).isEmpty();
    assertThat(report.settled()).isFalse();
    world.clock.move(Duration.ofHours(1));
    world.settle();
  }

  @Test
  void aSweepThatIsThrottledAtItsFirstPageIsStillMade() {
    String key = linked();
    erp.silently(table -> table.change(key, "name", "Anna"));
    erp.faults().next(Call.SCAN, Fault.THROTTLED);

    assertThat(world.sweep().settled()).isTrue();

    assertThat(crm.show("c1", "name")).isEqualTo("Anna");
  }

  @Test
  void aWriteWhoseAnswerWasLostHasOneEffect() {
    for (Fault fault :
        new Fault[] {
          Fault.ANSWER_LOST,
          Fault.REQUEST_LOST,
          Fault.BROKEN_OFF,
          Fault.PARTIAL,
          Fault.UNAVAILABLE,
          Fault.STALE,
          Fault.UNREACHABLE
        }) {
      for (Idempotency idempotency :
          new Idempotency[] {Idempotency.REMEMBERED, Idempotency.NATURAL}) {
        World each =
            new World()
                .with("crm")
                .with(
                    "erp",
                    shape ->
                        shape
                            .idempotency(idempotency)
                            .versions(Versions.NONE)
                            .preconditions(PreconditionKind.ABSENT, PreconditionKind.FIELDS));
        for (int i = 0; i < 4; i++) {
          each.table("crm").put("c" + i, Map.of("name", "n" + i, "email", i + "@x.org"));
        }
        each.table("erp").faults().next(Call.WRITE, fault).next(Call.WRITE, fault);
        each.sync();
        each.settle();
        assertThat(each.table("erp").effects()).as(fault + " " + idempotency).hasSize(4);
        each.table("crm").change("c1", "name", "new").remove("c2");
        each.table("erp").faults().next(Call.WRITE, fault).next(Call.WRITE, fault);
        each.sync();

        each.settle();

        assertThat(each.table("erp").effects()).as(fault + " " + idempotency).hasSize(6);
        each.assertAgreement();
      }
    }
  }

  @Test
  void anEditThatRacesALostAnswerIsNotLost() {
    String key = linked();
    world.rules(rules -> rules.onConflict(ConflictPolicy.prefer(new SystemId("crm"))));
    world.limits(limits -> limits.withWaiting(Duration.ZERO)).restart();
    crm.change("c1", "name", "Anna");
    erp.faults().next(Call.WRITE, Fault.ANSWER_LOST);
    world.sync();

    erp.change(key, "name", "Annabel");
    world.clock.move(Duration.ofMinutes(1));
    world.settle();

    assertThat(crm.show("c1", "name")).isEqualTo("Annabel");
    world.assertAgreement();
  }

  @Test
  void aBlockedWriteEndsTheRunAndIsTriedInTheNext() {
    String key = linked();
    erp.block("phone", value -> !value.isNull(), "the parent is missing");
    crm.change("c1", "phone", "1");

    assertThat(world.sync().settled()).isFalse();
    assertThat(erp.calls(Call.WRITE)).isLessThan(10);
    erp.accept();
    world.settle();

    assertThat(erp.show(key, "phone")).isEqualTo("1");
    world.assertAgreement();
  }

  @Test
  void aReadThatIsDeniedWaitsForAPerson() {
    String key = linked();
    erp.deny(key);
    erp.change(key, "phone", "5");
    erp.faults().next(Call.WRITE, Fault.STALE);
    crm.change("c1", "name", "Anna");
    world.limits(limits -> limits.withReadRows(1)).restart();
    world.settle();
    erp.faults().next(Call.WRITE, Fault.STALE);
    crm.change("c1", "name", "Anne");

    SyncReport report = world.settle();

    assertThat(world.parked("erp"))
        .extracting(ParkedRow::reason, ParkedRow::why)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ParkedRow.Reason.DENIED, "no right to read"));
    assertThat(report.counts().of("customer", "erp", Counted.READ)).isLessThan(5);
    erp.allow();
    world.sweep();
    world.settle();
    assertThat(erp.show(key, "name")).isEqualTo("Anne");
    world.assertAgreement();
  }

  @Test
  void aDuplicateIsLinkedNotCreated() {
    World each =
        new World()
            .with("crm")
            .with("erp", shape -> shape.unique("phone"))
            .rules(rules -> rules.onFirstContact(ConflictPolicy.prefer(new SystemId("crm"))));
    each.table("erp").put("e1", Map.of("name", "A.", "phone", "1"));
    each.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org", "phone", "1"));

    each.settle();

    assertThat(each.table("erp").keysWhere("phone", "1")).containsExactly("e1");
  }

  @Test
  void aDuplicateOfWhatIsBeingDeletedWaitsForIt() {
    World each =
        new World().with("crm").with("erp", shape -> shape.unique("email").maxBatchRows(1));
    each.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    each.settle();
    each.table("crm").remove("c1").put("c2", Map.of("name", "Anna", "email", "ann@x.org"));
    each.table("erp").faults().next(Call.WRITE, Fault.STALE);

    SyncReport report = each.settle();

    assertThat(report.counts().of("customer", "erp", Counted.POSTPONED)).isPositive();
    assertThat(each.table("erp").keysWhere("name", "Anna")).hasSize(1);
    each.assertAgreement();
  }

  @Test
  void aKeyThatIsFreeAgainGoesToTheNextRecord() {
    World each =
        new World()
            .with("crm")
            .with(
                "erp",
                shape -> shape.callerKey("email"),
                FieldMapping.of("name", "name"),
                FieldMapping.of("email", "email"));
    each.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    each.settle();
    each.table("crm").remove("c1");
    each.settle();
    each.table("crm").put("c2", Map.of("name", "Anna", "email", "ann@x.org"));
    each.settle();

    each.table("crm").change("c2", "name", "Anne");
    each.settle();

    assertThat(each.table("erp").show("ann@x.org", "name")).isEqualTo("Anne");
    each.assertQuiet();
  }

  @Test
  void ofTwoCreatesThatMeetOneDuplicateOneIsRefused() {
    World each =
        new World()
            .with("crm")
            .with("erp", shape -> shape.unique("phone"))
            .rules(rules -> rules.onFirstContact(ConflictPolicy.prefer(new SystemId("crm"))));
    each.table("erp").put("e1", Map.of("name", "A.", "phone", "1"));
    each.table("crm").put("c1", Map.of("name", "Ann", "email", "1@x.org", "phone", "1"));
    each.table("crm").put("c2", Map.of("name", "Bob", "email", "2@x.org", "phone", "1"));

    SyncReport report = each.settle();

    assertThat(report.counts().of("customer", "erp", Counted.REJECTED)).isPositive();
    assertThat(each.table("erp").keysWhere("phone", "1")).containsExactly("e1");
    each.assertQuiet();
  }

  @Test
  void anUnreachableSystemIsLeftOutAndTheOthersGoOn() {
    linked();
    world.with("shop");
    world.settle();
    world.table("shop").faults().next(Call.POLL, Fault.UNREACHABLE);
    crm.change("c1", "name", "Anna");

    SyncReport report = world.sync();

    assertThat(report.failures()).containsOnlyKeys(new SystemId("shop"));
    assertThat(erp.keysWhere("name", "Anna")).hasSize(1);
    world.settle();
    world.assertAgreement();
  }

  @Test
  void aSystemThatTakesNoWritesIsNamedUntilItDoes() {
    String key = linked();
    world.limits(limits -> limits.withWaiting(Duration.ofSeconds(1))).restart();
    erp.faults().throttleFor(Duration.ofHours(1)).next(Call.WRITE, Fault.UNAVAILABLE);
    crm.change("c1", "name", "Anna");

    SyncReport report = world.sync();

    assertThat(report.settled()).isFalse();
    assertThat(report.failures())
        .isEqualTo(Map.of(new SystemId("erp"), "writes failed: restarting"));
    assertThat(world.sync().failures()).as("left alone").isEqualTo(report.failures());
    world.clock.move(Duration.ofHours(1));
    assertThat(world.sync().failures()).isEmpty();
    assertThat(erp.show(key, "name")).isEqualTo("Anna");
  }

  @Test
  void aRowTheMappingRefusesIsParkedAndItsNeighboursFlow() {
    World each =
        new World()
            .with(
                "crm",
                shape -> shape,
                FieldMapping.of("name", "name"),
                FieldMapping.of("email", "email"),
                FieldMapping.of("balance", "balance"))
            .with("erp");
    MemoryTable table = each.table("crm");
    table.put("c1", Map.of("name", "Ann", "email", "1@x.org", "balance", "1.5"));
    each.settle();
    String key = each.table("erp").all().keySet().iterator().next();
    table.change("c1", "balance", "a lot");
    table.put("c2", Map.of("name", "Bob", "email", "2@x.org", "balance", "2"));
    each.table("erp").change(key, "name", "Anna");

    each.settle();

    assertThat(each.parked("crm"))
        .extracting(ParkedRow::reason)
        .containsExactly(ParkedRow.Reason.REJECTED);
    assertThat(each.parked("crm").get(0).why()).startsWith("balance ").contains("a lot");
    assertThat(each.table("erp").all()).hasSize(2);
    assertThat(table.read("c1").orElseThrow().get("name")).contains(Value.of("Ann"));

    table.change("c1", "balance", "3");
    each.settle();

    assertThat(table.show("c1", "name")).isEqualTo("Anna");
    assertThat(each.table("erp").show(key, "balance")).isEqualTo("3");
    assertThat(each.parked("crm")).isEmpty();
    each.assertQuiet();
  }
}
