package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Counted;
import io.syncline.engine.Plan;
import io.syncline.engine.SyncReport;
import io.syncline.model.Value;
import io.syncline.operate.Approvals;
import io.syncline.operate.json.PlanJson;
import io.syncline.plan.GuardLimit;
import io.syncline.plan.Guarded;
import io.syncline.plan.Guards;
import io.syncline.plan.Risk;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.simulation.Crash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is too much of one kind waits for a person; the rest goes. */
class GuardTest {

  private final World world =
      new World()
          .guards(
              Guards.none()
                  .with(Risk.DELETES, GuardLimit.rows(3))
                  .with(Risk.BLANKS, GuardLimit.rows(2))
                  .with(Risk.CREATES, GuardLimit.rows(20)))
          .with("crm")
          .with("erp");
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");

  private void tenCustomers() {
    add(1, 10);
    world.settle();
  }

  private void add(int first, int last) {
    for (int i = first; i <= last; i++) {
      crm.put("c" + i, Map.of("name", "Ann " + i, "email", i + "@x.org", "phone", "1" + i));
    }
  }

  private void remove(int first, int last) {
    for (int i = first; i <= last; i++) {
      crm.remove("c" + i);
    }
  }

  private Guarded only() {
    List<Guarded> waiting = world.approvals().waiting();
    assertThat(waiting).hasSize(1);
    return waiting.get(0);
  }

  @Test
  void manyDeletesWaitAndTheRestFlows() {
    tenCustomers();
    remove(1, 5);
    crm.change("c6", "name", "Anna");
    add(11, 11);

    SyncReport report = world.settle();

    assertThat(report.guarded()).containsExactly(only());
    assertThat(only())
        .hasToString("customer@erp: 5 deletes wait for approval, of 11 linked records; 3 may go");
    assertThat(report.toString()).endsWith(only().toString());
    assertThat(erp.all()).hasSize(11);
    assertThat(erp.keysWhere("name", "Anna")).hasSize(1);
    world.assertQuiet();
  }

  @Test
  void fewDeletesGo() {
    tenCustomers();
    remove(1, 3);

    world.settle();

    assertThat(erp.all()).hasSize(7);
    assertThat(world.approvals().waiting()).isEmpty();
  }

  @Test
  void aShareOfWhatIsLinkedMayGo() {
    World other =
        new World()
            .guards(Guards.none().with(Risk.DELETES, new GuardLimit(1, 0.3)))
            .with("crm")
            .with("erp");
    for (int i = 1; i <= 10; i++) {
      other.table("crm").put("c" + i, Map.of("name", "n", "email", i + "@x.org"));
    }
    other.settle();
    other.table("crm").remove("c1").remove("c2").remove("c3");
    other.settle();
    assertThat(other.table("erp").all()).hasSize(7);

    other.table("crm").remove("c4").remove("c5").remove("c6");
    other.settle();

    assertThat(other.table("erp").all()).hasSize(7);
    assertThat(other.approvals().waiting()).extracting(Guarded::count).containsExactly(3L);
  }

  @Test
  void whatIsApprovedGoesOnce() {
    tenCustomers();
    remove(1, 5);
    world.settle();

    world.approvals().approve(only(), "ann");
    world.settle();

    assertThat(erp.all()).hasSize(5);
    assertThat(world.approvals().waiting()).isEmpty();
    remove(6, 9);
    world.settle();
    assertThat(erp.all()).hasSize(5);
    assertThat(only().count()).isEqualTo(4);
  }

  @Test
  void anApprovalIsACeilingOnThePlanOfTheDay() {
    tenCustomers();
    remove(1, 5);
    world.settle();
    Guarded seen = only();

    remove(6, 6);
    world.approvals().approve(seen, "ann");
    world.settle();

    assertThat(erp.all()).hasSize(10);
    assertThat(only().count()).isEqualTo(6);
    world.approvals().approve(only(), "ann");
    world.settle();
    assertThat(erp.all()).hasSize(4);
    world.assertAgreement();
  }

  @Test
  void anApprovalIsSpentBatchByBatchAcrossProcesses() {
    Set<Integer> leftAtTheEnd = new TreeSet<>();
    for (int point = 1; point < 40; point++) {
      GuardTest each = new GuardTest();
      each.tenCustomers();
      each.world.limits(limits -> limits.withWriteRows(1)).restart();
      each.remove(1, 6);
      each.world.settle();
      each.world.approvals().approve(each.only(), "ann");
      int fatal = point;
      each.world.crashes.reset(passed -> passed == fatal);
      try {
        each.world.sync();
      } catch (Crash ended) {
        each.world.restart();
      }
      each.world.crashes.reset(passed -> false);
      leftAtTheEnd.add(each.erp.all().size());

      each.world.settle();

      assertThat(each.erp.all()).as("ended at point " + point).hasSize(4);
      each.world.assertAgreement();
    }
    assertThat(leftAtTheEnd).as("what the first process left").contains(10, 7, 5);
  }

  @Test
  void anApprovalEndsAfterADay() {
    tenCustomers();
    remove(1, 5);
    world.settle();
    world.approvals().approve(only(), "ann");

    world.clock.move(Approvals.HOLDS.plus(Duration.ofSeconds(1)));
    world.settle();

    assertThat(erp.all()).hasSize(10);
  }

  @Test
  void whatIsNoLongerTooMuchGoesByItself() {
    tenCustomers();
    remove(1, 4);
    world.settle();
    assertThat(erp.all()).hasSize(10);

    erp.remove(erp.keysWhere("name", "Ann 1").get(0));
    world.settle();

    assertThat(erp.all()).hasSize(6);
    assertThat(world.approvals().waiting()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void whatWaitsIsKnownToTheNextProcess() {
    tenCustomers();
    remove(1, 5);
    world.settle();

    world.restart();

    assertThat(only().count()).isEqualTo(5);
    world.assertQuiet();
    assertThat(erp.all()).hasSize(10);
  }

  @Test
  void blankedFieldsWaitAndOtherFieldsOfTheSameRecordsFlow() {
    tenCustomers();
    for (int i = 1; i <= 4; i++) {
      crm.change("c" + i, "phone", Value.NULL).change("c" + i, "name", "Bob " + i);
    }

    SyncReport report = world.settle();

    assertThat(report.guarded()).extracting(Guarded::risk).containsExactly(Risk.BLANKS);
    assertThat(only().count()).isEqualTo(4);
    String key = erp.keysWhere("name", "Bob 1").get(0);
    assertThat(erp.show(key, "phone")).isEqualTo("11");
    world.assertQuiet();
    world.approvals().approve(only(), "ann");
    world.settle();
    assertThat(erp.show(key, "phone")).isEqualTo("null");
    world.assertAgreement();
  }

  @Test
  void createsAreHeldWhereAGuardSaysSo() {
    add(1, 21);

    SyncReport report = world.settle();

    assertThat(report.guarded()).extracting(Guarded::risk).containsExactly(Risk.CREATES);
    assertThat(erp.all()).isEmpty();
    world.approvals().approve(only(), "ann");
    world.settle();
    assertThat(erp.all()).hasSize(21);
    world.assertAgreement();
  }

  @Test
  void aPlanTellsWhatWouldBeHeldAndMayBeApprovedAsAWhole() {
    tenCustomers();
    remove(1, 5);
    crm.change("c6", "name", "Anna");

    Plan plan = world.engine().preview(1);

    assertThat(plan.guarded()).extracting(Guarded::count).containsExactly(5L);
    assertThat(plan.counts().of("customer", "erp", Counted.DELETED)).isZero();
    assertThat(plan.counts().of("customer", "erp", Counted.UPDATED)).isEqualTo(1);
    assertThat(world.approvals().waiting()).isEmpty();
    world.approvals().approve(plan, "ann");
    world.settle();
    assertThat(erp.all()).hasSize(5);
    world.assertAgreement();
  }

  @Test
  void aPlanReadsAsJson() {
    tenCustomers();
    remove(1, 5);
    crm.change("c6", "name", "Anna");

    String json = PlanJson.of(world.engine().preview(1));

    assertThat(json)
        .startsWith("{\"format\":1,\"at\":\"2024-03-01T08:00:00Z\",\"flows\":[")
        .contains(
            "\"guarded\":[{\"entity\":\"customer\",\"system\":\"erp\",\"risk\":\"deletes\","
                + "\"count\":5,\"linked\":10,\"limit\":\"3\"}]")
        .contains("\"kind\":\"update\",\"key\":\"")
        .contains("\"fields\":{\"name\":\"Anna\"}");
  }
}
