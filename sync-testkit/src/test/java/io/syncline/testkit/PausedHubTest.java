package io.syncline.testkit;

import static io.syncline.testkit.ScheduleWorld.add;
import static io.syncline.testkit.ScheduleWorld.calls;
import static io.syncline.testkit.ScheduleWorld.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.engine.Counted;
import io.syncline.engine.HubLimits;
import io.syncline.engine.Instance;
import io.syncline.engine.Pause;
import io.syncline.engine.SyncReport;
import io.syncline.schedule.FlowSchedule.CatchUp;
import io.syncline.store.NotHolder;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.CallWatch;
import io.syncline.testkit.fixture.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is paused or blacked out is left alone, and loses nothing by it. */
class PausedHubTest {

  private final ScheduleWorld world = new ScheduleWorld();

  private static HubBuilder everyTenSeconds(HubBuilder builder) {
    return builder.schedule(schedule -> schedule.syncEvery(Duration.ofSeconds(10)));
  }

  @Test
  void aPausedFlowIsNeitherReadNorWrittenAndGoesOnWhereItWas() {
    try (Hub hub = world.open(PausedHubTest::everyTenSeconds)) {
      hub.sync();
      hub.pausing().flow("customer", "erp").pause("Ann", "they migrate");
      add(world.contacts, "Bob");
      add(world.customers, "Cid");
      int calls = calls(world.customers);

      SyncReport report = hub.sync();
      hub.runDue();

      assertThat(calls(world.customers)).isEqualTo(calls);
      assertThat(report.settled()).isFalse();
      assertThat(report.toString())
          .contains(
              "held back: customer@erp: paused by Ann since 2024-03-01T08:00:00Z: they migrate");
      assertThat(hub.preview().counts().of("customer", "erp", Counted.CREATED)).isZero();

      hub.pausing().flow("customer", "erp").resume("Ann");
      hub.runDue();

      assertThat(shows(world.customers, "Bob")).isTrue();
      assertThat(shows(world.contacts, "Cid")).isTrue();
      assertThat(world.customers.countEffects()).isEqualTo(1);
      assertThat(hub.sync().settled()).isTrue();
    }
  }

  @Test
  void aPauseOutlivesTheProcess() {
    try (Hub hub = world.open(PausedHubTest::everyTenSeconds)) {
      hub.sync();
      hub.pausing().system("erp").pause("Ann", "they migrate");
    }
    add(world.contacts, "Bob");

    try (Hub hub = world.open(PausedHubTest::everyTenSeconds)) {
      hub.sync();
      hub.runDue();
      assertThat(shows(world.customers, "Bob")).isFalse();
      assertThat(hub.pausing().paused())
          .singleElement()
          .hasToString("erp is paused by Ann since 2024-03-01T08:00:00Z: they migrate");
      assertThat(hub.health().paused()).isEqualTo(hub.pausing().paused());
      hub.pausing().system("erp").resume("Bob");
    }

    try (Hub hub = world.open(PausedHubTest::everyTenSeconds)) {
      hub.runDue();
      assertThat(shows(world.customers, "Bob")).isTrue();
      assertThat(hub.pausing().paused()).isEmpty();
    }
  }

  @Test
  void aFlowAndItsSystemAreResumedEachByItself() {
    try (Hub hub = world.open(PausedHubTest::everyTenSeconds)) {
      hub.pausing().system("erp").pause("Ann", "they migrate");
      hub.pausing().flow("customer", "erp").pause("Bob", "wrong mapping");
      hub.pausing().flow("customer", "erp").pause("Bob", "still wrong");

      assertThat(hub.pausing().paused())
          .extracting(Pause::why)
          .containsExactly("they migrate", "still wrong");

      hub.pausing().system("erp").resume("Ann");

      assertThat(hub.pausing().paused()).extracting(Pause::why).containsExactly("still wrong");
      assertThat(hub.sync().heldBack().values()).singleElement().asString().contains("still wrong");
    }
  }

  @Test
  void aPauseHoldsFromTheNextPageOnAndWhatWasReadStays() {
    for (int i = 0; i < 6; i++) {
      add(world.contacts, "Ann" + i);
    }
    try (Hub hub = world.open(builder -> builder.limits(HubLimits.defaults().withReadRows(2)))) {
      whenCalled(Call.SCAN, 2, () -> hub.pausing().flow("customer", "crm").pause("Ann", "slow"));

      SyncReport report = hub.sync();

      assertThat(world.contacts.calls(Call.SCAN)).isEqualTo(2);
      assertThat(report.failures()).isEmpty();
      assertThat(report.heldBack()).hasSize(1);

      hub.pausing().flow("customer", "crm").resume("Ann");
      hub.sync();

      assertThat(world.contacts.calls(Call.SCAN)).isEqualTo(3);
      assertThat(world.customers.all()).hasSize(6);
    }
  }

  @Test
  void aPauseHoldsFromTheNextBatchOnAndEachWriteIsMadeOnce() {
    for (int i = 0; i < 6; i++) {
      add(world.customers, "Ann" + i);
    }
    try (Hub hub = world.open(builder -> builder.limits(HubLimits.defaults().withWriteRows(2)))) {
      whenCalled(Call.WRITE, 2, () -> hub.pausing().system("crm").pause("Ann", "slow"));

      SyncReport report = hub.sync();

      assertThat(report.settled()).isFalse();
      assertThat(report.counts().of("customer", "crm", Counted.POSTPONED))
          .as("planned while the second batch was sent")
          .isEqualTo(2);
      assertThat(world.contacts.countEffects()).isEqualTo(4);

      hub.pausing().system("crm").resume("Ann");

      assertThat(hub.sync().settled()).isTrue();
      assertThat(world.contacts.countEffects()).isEqualTo(6);
    }
  }

  /** Does it in the middle of the n-th such call to the contacts. */
  private void whenCalled(Call call, int times, Runnable deed) {
    AtomicInteger calls = new AtomicInteger();
    world
        .contacts
        .faults()
        .watch(
            new CallWatch() {
              @Override
              public void before(Call each) {
                if (each == call && calls.incrementAndGet() == times) {
                  deed.run();
                }
              }

              @Override
              public void after(Call each) {}
            });
  }

  @Test
  void aPauseWaitsForNoRun() {
    try (Hub hub = world.open(builder -> builder)) {
      hub.sync();
      Hanging hanging = new Hanging(world.contacts, Call.POLL);
      Thread run = new Thread(hub::sync);
      run.start();
      hanging.awaitCall();

      hub.pausing().system("erp").pause("Ann", "at once");
      hub.wake("customer", "crm");

      assertThat(hub.health().paused()).hasSize(1);
      assertThat(run.isAlive()).isTrue();
      hanging.letGo();
      await().until(() -> !run.isAlive());
      assertThat(hub.lastRun().orElseThrow().heldBack()).hasSize(1);
    }
  }

  @Test
  void allInstancesSeeAPauseAndTheOneThatWorksTakesIt() {
    try (Hub first = world.open(builder -> builder);
        Hub second =
            world.open(builder -> builder.instance(Instance.ofThisProcess().withName("node-2")))) {
      first.pausing().system("erp").pause("Ann", "they migrate");

      assertThat(second.pausing().paused()).isEqualTo(first.pausing().paused()).hasSize(1);
      assertThat(second.health().paused()).hasSize(1);
      assertThatThrownBy(() -> second.pausing().system("erp").resume("Bob"))
          .isInstanceOf(NotHolder.class)
          .hasMessageEndingWith("holder=node-1 (epoch 1)");
    }
  }

  @Test
  void whoPausesSaysWhoAndWhy() {
    try (Hub hub = world.open(builder -> builder)) {
      assertThatThrownBy(() -> hub.pausing().system("erp").pause(" ", "x"))
          .hasMessage("must say who pauses: by= ");
      assertThatThrownBy(() -> hub.pausing().system("erp").pause("Ann", ""))
          .hasMessage("must say why: why=");
      assertThatThrownBy(() -> hub.pausing().system("shop"))
          .hasMessage("must be one of [crm, erp]: system=shop");
      assertThatThrownBy(() -> hub.pausing().flow("order", "crm"))
          .hasMessage("must be one of [customer]: entity=order");
    }
  }

  @Test
  void whatIsNotToBeWrittenIsReadAndGoesOutWhenTheBlackOutEnds() {
    try (Hub hub =
        world.open(
            builder ->
                builder
                    .schedule(schedule -> schedule.syncWhenWoken())
                    .schedule(
                        "customer",
                        "erp",
                        own -> own.noWriting("0 9 * * *", Duration.ofMinutes(30))))) {
      hub.sync();
      hub.runDue();
      world.at("2024-03-01T09:10:00Z");
      add(world.contacts, "Ann");
      add(world.customers, "Bob");

      SyncReport report = hub.sync();
      hub.runDue();

      assertThat(shows(world.contacts, "Bob")).isTrue();
      assertThat(shows(world.customers, "Ann")).isFalse();
      assertThat(report.settled()).isFalse();
      assertThat(report.heldBack().values())
          .containsExactly("no writing until 2024-03-01T09:30:00Z");
      assertThat(report.counts().of("customer", "erp", Counted.POSTPONED)).isZero();

      world.at("2024-03-01T09:30:00Z");
      hub.runDue();

      assertThat(shows(world.customers, "Ann")).isTrue();
    }
  }

  @Test
  void aWriteInDoubtIsNotRepeatedBeforeTheBlackOutEnds() {
    try (Hub hub =
        world.open(
            builder ->
                builder
                    .limits(HubLimits.defaults().withWaiting(Duration.ZERO))
                    .schedule(own -> own.noWriting("0 9 * * *", Duration.ofMinutes(30))))) {
      hub.sync();
      add(world.contacts, "Ann");
      world.customers.faults().next(Call.WRITE, Fault.REQUEST_LOST);
      hub.sync();
      int writes = world.customers.calls(Call.WRITE);

      world.at("2024-03-01T09:10:00Z");
      hub.sync();
      assertThat(world.customers.calls(Call.WRITE)).isEqualTo(writes);
      world.at("2024-03-01T09:30:00Z");
      hub.sync();

      assertThat(shows(world.customers, "Ann")).isTrue();
    }
  }

  @Test
  void aBlackOutOfEverythingLeavesTheSystemAlone() {
    try (Hub hub = world.open(builder -> blackedOut(builder, CatchUp.ONCE))) {
      hub.sync();
      hub.runDue();
      add(world.customers, "Bob");
      world.at("2024-03-01T09:05:00Z");
      int calls = calls(world.customers);

      hub.sync();
      hub.runDue();

      assertThat(calls(world.customers)).isEqualTo(calls);
      assertThat(hub.health().flows().get(hub.health().flows().lastKey()).heldBack())
          .contains("no writing until 2024-03-01T09:30:00Z");

      world.at("2024-03-01T09:30:00Z");
      hub.runDue();

      assertThat(shows(world.contacts, "Bob")).as("missed at 09:00").isTrue();
    }
  }

  @Test
  void whatABlackOutMissesIsLeftOutWhereNoneIsMadeUpFor() {
    try (Hub hub = world.open(builder -> blackedOut(builder, CatchUp.NONE))) {
      hub.sync();
      hub.runDue();
      add(world.customers, "Bob");
      world.at("2024-03-01T09:05:00Z");
      hub.runDue();

      world.at("2024-03-01T09:30:00Z");
      Instant next = hub.runDue();

      assertThat(shows(world.contacts, "Bob")).isFalse();
      assertThat(next).isBefore("2024-03-01T10:00:00Z");
      world.at("2024-03-01T10:00:00Z");
      hub.runDue();
      assertThat(shows(world.contacts, "Bob")).isTrue();
    }
  }

  private static HubBuilder blackedOut(HubBuilder builder, CatchUp catchUp) {
    return builder
        .schedule(schedule -> schedule.syncWhenWoken().catchUp(catchUp))
        .schedule(
            "customer",
            "erp",
            own -> own.syncAt("0 * * * *").blackOut("50 8 * * *", Duration.ofMinutes(40)));
  }
}
