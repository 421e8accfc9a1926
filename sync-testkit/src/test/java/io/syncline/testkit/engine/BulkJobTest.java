package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.SyncReport;
import io.syncline.model.SystemId;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.store.NoteKind;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.simulation.Crash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Many writes go by jobs of the system, which outlive the hub that began them. */
class BulkJobTest {

  private static final int LEAST = 4;

  private static World world(int most) {
    return new World()
        .with("crm")
        .with("erp", shape -> shape.unique("email").jobs(LEAST, most))
        .limits(limits -> limits.withWaiting(Duration.ofDays(1)));
  }

  private static World filled(int most, int records) {
    World world = world(most);
    for (int i = 0; i < records; i++) {
      world.table("crm").put("c" + i, contact(i));
    }
    return world;
  }

  private static Map<String, Object> contact(int i) {
    return Map.of("name", "Name " + i, "email", "mail" + i + "@x", "phone", "1" + i);
  }

  private static MemoryTable erp(World world) {
    return world.table("erp");
  }

  /** A job is under way, and the hub does not wait for it. */
  private static World withJobUnderWay(int records) {
    World world = filled(100, records);
    world.limits(limits -> limits.withWaiting(Duration.ZERO));
    SyncReport report = world.sync();
    assertThat(report.settled()).isFalse();
    assertThat(erp(world).jobsSubmitted()).hasSize(1);
    assertThat(erp(world).all()).isEmpty();
    return world;
  }

  private static void jobEnds(World world) {
    world.clock.move(Duration.ofMinutes(1));
    world.limits(limits -> limits.withWaiting(Duration.ofDays(1)));
  }

  @Test
  void aFirstSyncGoesByJobsAndTheRestByTheWriter() {
    World world = filled(8, 18);

    world.settle();

    assertThat(erp(world).jobsSubmitted()).containsExactly(8, 8);
    assertThat(erp(world).calls(Call.WRITE)).isPositive();
    assertThat(erp(world).effects()).hasSize(18);
    assertThat(world.notes("erp", NoteKind.JOB)).isEmpty();
    world.assertAgreement();
  }

  @Test
  void fewWritesGoByTheWriter() {
    World world = filled(8, LEAST - 1);

    world.settle();

    assertThat(erp(world).jobsSubmitted()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void aLargeChangeGoesByAJobToo() {
    World world = filled(50, 10);
    world.settle();
    for (int i = 0; i < 10; i++) {
      world.table("crm").change("c" + i, "name", "Other " + i);
    }

    world.settle();

    assertThat(erp(world).jobsSubmitted()).containsExactly(10, 10);
    world.assertAgreement();
  }

  @Test
  void theProcessMayEndAtEveryStepAndTheJobIsSubmittedOnce() {
    for (Idempotency idempotency : List.of(Idempotency.REMEMBERED, Idempotency.NATURAL)) {
      int point = 1;
      while (endAt(point, idempotency)) {
        point++;
      }
      assertThat(point).isGreaterThan(20);
    }
  }

  /** False when the run passed without coming to the point. */
  private static boolean endAt(int point, Idempotency idempotency) {
    World world =
        new World()
            .with("crm")
            .with("erp", shape -> shape.idempotency(idempotency).unique("email").jobs(LEAST, 100))
            .limits(limits -> limits.withWaiting(Duration.ofDays(1)));
    for (int i = 0; i < 6; i++) {
      world.table("crm").put("c" + i, contact(i));
    }
    world.crashes.reset(at -> at == point);
    String end = "passed";
    try {
      world.sync();
    } catch (Crash crash) {
      end = crash.getMessage();
    }
    world.crashes.reset(at -> false);
    world.restart();

    SyncReport report = world.sync();

    assertThat(report.settled()).as(end + "\n" + report).isTrue();
    assertThat(erp(world).jobsSubmitted().size()).as(end).isLessThanOrEqualTo(1);
    assertThat(erp(world).effects()).as(end).hasSize(6);
    world.assertAgreement();
    return !end.equals("passed");
  }

  @Test
  void anotherProcessGoesOnWithTheJob() {
    World world = withJobUnderWay(6);

    world.restart();
    jobEnds(world);
    world.settle();

    assertThat(erp(world).jobsSubmitted()).containsExactly(6);
    assertThat(erp(world).effects()).hasSize(6);
    world.assertAgreement();
  }

  @Test
  void whatIsEditedMeanwhileWaitsForTheOutcome() {
    World world = withJobUnderWay(6);
    world.table("crm").change("c2", "name", "edited meanwhile");

    world.sync();

    assertThat(erp(world).calls(Call.WRITE)).isZero();
    jobEnds(world);
    world.settle();
    assertThat(erp(world).effects()).hasSize(7);
    assertThat(world.shown("erp")).anyMatch(row -> row.contains("edited meanwhile"));
    world.assertAgreement();
  }

  @Test
  void otherSystemsAreWrittenWhileAJobRuns() {
    World world = filled(100, 6).with("shop");
    world.limits(limits -> limits.withWaiting(Duration.ZERO));

    world.sync();

    assertThat(world.shown("shop")).hasSize(6);
    assertThat(erp(world).all()).isEmpty();
    jobEnds(world);
    world.settle();
    world.assertAgreement();
  }

  @Test
  void whatAJobDidNotComeToGoesByTheWriter() {
    World world = filled(100, 10);
    erp(world).stopNextJobAfter(3);

    world.settle();

    assertThat(erp(world).jobsSubmitted()).containsExactly(10);
    assertThat(erp(world).effects()).hasSize(10);
    world.assertAgreement();
  }

  @Test
  void whatAJobRefusesWaitsInQuarantineAndTheRestIsDone() {
    World world = filled(100, 10);
    erp(world).reject("name", value -> value.toString().equals("Name 4"), "not this one");

    SyncReport report = world.settle();

    assertThat(erp(world).all()).hasSize(9);
    assertThat(report.toString()).contains("rejected");
    assertThat(erp(world).jobsSubmitted()).containsExactly(10);
    world.assertQuiet();
  }

  @Test
  void aRingOfUniqueValuesSettlesByTheWriter() {
    int records = 6;
    World world = filled(100, records);
    world.settle();
    List<String> before = new ArrayList<>(world.shown("erp"));
    for (int i = 0; i < records; i++) {
      world.table("crm").change("c" + i, "email", "mail" + (i + 1) % records + "@x");
    }

    world.settle();

    assertThat(erp(world).jobsSubmitted()).containsExactly(records, records);
    assertThat(world.shown("erp")).isNotEqualTo(before);
    world.assertAgreement();
  }

  @Test
  void aRingOfUniqueValuesSettlesWhereTheHubEndsInBetween() {
    int records = 6;
    World world = filled(100, records);
    world.settle();
    for (int i = 0; i < records; i++) {
      world.table("crm").change("c" + i, "email", "mail" + (i + 1) % records + "@x");
    }
    world.limits(limits -> limits.withWaiting(Duration.ZERO));
    world.restart();
    world.sync();
    world.restart();
    jobEnds(world);

    world.settle();

    world.assertAgreement();
  }

  @Test
  void aJobThatTheSystemForgotIsSentAgainByTheWriter() {
    World world = withJobUnderWay(6);
    erp(world).forgetJobs();
    jobEnds(world);

    world.settle();

    assertThat(erp(world).effects()).hasSize(6);
    world.assertAgreement();
  }

  @Test
  void aJobThatTakesTooLongIsStopped() {
    World world = withJobUnderWay(6);
    world.clock.move(Duration.ofDays(2));
    jobEnds(world);

    world.settle();

    assertThat(erp(world).effects()).hasSize(6);
    assertThat(erp(world).calls(Call.WRITE)).isPositive();
    world.assertAgreement();
  }

  @Test
  void aStepWhoseAnswerIsLostIsRepeatedAndTheJobSubmittedOnce() {
    for (Fault fault :
        List.of(Fault.ANSWER_LOST, Fault.UNREACHABLE, Fault.AUTH_EXPIRED, Fault.THROTTLED)) {
      for (int step = 0; step < 5; step++) {
        World world = filled(100, 6);
        for (int i = 0; i < step; i++) {
          erp(world).faults().pass(Call.JOB);
        }
        erp(world).faults().next(Call.JOB, fault);

        world.settle();

        String which = fault + " at step " + step;
        assertThat(erp(world).jobsSubmitted().size()).as(which).isLessThanOrEqualTo(1);
        assertThat(erp(world).effects()).as(which).hasSize(6);
        world.assertAgreement();
      }
    }
  }

  @Test
  void aPausedSystemIsGivenNoJob() {
    World world = filled(100, 6);
    world.engine().pause(new SystemId("erp"), Optional.empty(), "me", "y");

    world.sync();

    assertThat(erp(world).calls(Call.JOB)).isZero();
    world.engine().resume(new SystemId("erp"), Optional.empty(), "me");
    world.settle();
    assertThat(erp(world).jobsSubmitted()).containsExactly(6);
  }
}
