package io.syncline.testkit;

import static io.syncline.testkit.ScheduleWorld.add;
import static io.syncline.testkit.ScheduleWorld.calls;
import static io.syncline.testkit.ScheduleWorld.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.engine.FlowName;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.schedule.FlowSchedule.CatchUp;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** A hub that runs by its schedule, on a clock that is moved. */
class ScheduledHubTest {

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final ScheduleWorld world = new ScheduleWorld();

  /** As the page on schedules has it. */
  private static HubBuilder scheduled(HubBuilder builder) {
    return builder
        .schedule(
            schedule ->
                schedule
                    .syncEvery(Duration.ofSeconds(10))
                    .sweepAt("0 3 * * SUN")
                    .zone(ZoneId.of("Europe/Berlin"))
                    .noWriting("0 12 * * MON-FRI", Duration.ofHours(1)))
        .schedule("customer", "erp", own -> own.syncAt("*/15 * * * *"));
  }

  private static HubBuilder sweptNightly(HubBuilder builder, CatchUp catchUp) {
    return builder.schedule(
        schedule -> schedule.syncEvery(TEN_SECONDS).sweepAt("0 3 * * *").catchUp(catchUp));
  }

  private int sweeps() {
    return world.customers.calls(Call.SCAN);
  }

  @Test
  void onlyWhatIsDueIsReadAndWhatItBringsIsWrittenEverywhere() {
    try (Hub hub = world.open(ScheduledHubTest::scheduled)) {
      hub.sync();
      hub.runDue();
      add(world.contacts, "Ann");
      add(world.customers, "Bob");
      int polls = world.customers.calls(Call.POLL);

      world.clock.move(TEN_SECONDS);
      Instant next = hub.runDue();

      assertThat(shows(world.customers, "Ann")).isTrue();
      assertThat(shows(world.contacts, "Bob")).isFalse();
      assertThat(world.customers.calls(Call.POLL)).isEqualTo(polls);
      assertThat(next).isEqualTo(world.clock.instant().plus(TEN_SECONDS));

      world.at("2024-03-01T08:15:00Z");
      hub.runDue();

      assertThat(shows(world.contacts, "Bob")).isTrue();
    }
  }

  @Test
  void nothingIsReadBeforeItIsDue() {
    try (Hub hub = world.open(ScheduledHubTest::scheduled)) {
      hub.sync();
      hub.runDue();
      int calls = calls(world.contacts) + calls(world.customers);

      world.clock.move(TEN_SECONDS.minusMillis(1));
      hub.runDue();

      assertThat(calls(world.contacts) + calls(world.customers)).isEqualTo(calls);
    }
  }

  @Test
  void oneFlowIsSweptBesideTheChangesOfAnother() {
    try (Hub hub =
        world.open(
            builder ->
                builder
                    .schedule(schedule -> schedule.syncEvery(TEN_SECONDS))
                    .schedule("customer", "erp", own -> own.sweepAt("0 3 * * *")))) {
      String key = add(world.customers, "Ann");
      hub.sync();
      hub.runDue();
      world.customers.silently(table -> table.change(key, "name", "Anne"));
      add(world.contacts, "Bob");
      int contactScans = world.contacts.calls(Call.SCAN);

      world.at("2024-03-02T02:59:59Z");
      hub.runDue();
      assertThat(shows(world.contacts, "Anne")).isFalse();
      add(world.contacts, "Cid");
      world.at("2024-03-02T03:00:09Z");
      hub.runDue();

      assertThat(shows(world.contacts, "Anne")).isTrue();
      assertThat(shows(world.customers, "Cid")).isTrue();
      assertThat(world.contacts.calls(Call.SCAN)).isEqualTo(contactScans);
    }
  }

  @Test
  void sweepsMissedWhileClosedAreMadeUpForOnce() {
    try (Hub hub = world.open(builder -> sweptNightly(builder, CatchUp.ONCE))) {
      hub.runDue();
    }
    world.at("2024-03-05T12:00:00Z");
    int before = sweeps();

    try (Hub hub = world.open(builder -> sweptNightly(builder, CatchUp.ONCE))) {
      hub.runDue();
      assertThat(sweeps()).isEqualTo(before + 1);
      world.clock.move(Duration.ofHours(1));
      hub.runDue();
      assertThat(sweeps()).isEqualTo(before + 1);
      world.at("2024-03-06T03:00:00Z");
      hub.runDue();
      assertThat(sweeps()).isEqualTo(before + 2);
    }
    try (Hub hub = world.open(builder -> sweptNightly(builder, CatchUp.ONCE))) {
      hub.runDue();
      assertThat(sweeps()).isEqualTo(before + 2);
    }
  }

  @Test
  void sweepsMissedWhileClosedAreLeftOutWhereNoneIsMadeUpFor() {
    try (Hub hub = world.open(builder -> sweptNightly(builder, CatchUp.NONE))) {
      hub.runDue();
    }
    world.at("2024-03-05T12:00:00Z");
    int before = sweeps();

    try (Hub hub = world.open(builder -> sweptNightly(builder, CatchUp.NONE))) {
      hub.runDue();
      assertThat(sweeps()).isEqualTo(before);
      world.at("2024-03-06T03:00:00Z");
      hub.runDue();
      assertThat(sweeps()).isEqualTo(before + 1);
    }
  }

  @Test
  void aSweepByIntervalIsNotBegunAnewByARestart() {
    Duration day = Duration.ofDays(1);
    for (int restart = 0; restart < 3; restart++) {
      try (Hub hub =
          world.open(
              builder ->
                  builder.schedule(schedule -> schedule.sweepEvery(day).catchUp(CatchUp.NONE)))) {
        hub.runDue();
        world.clock.move(Duration.ofHours(9));
      }
    }
    int before = sweeps();

    try (Hub hub = world.open(builder -> builder.schedule(own -> own.sweepEvery(day)))) {
      hub.runDue();
    }

    assertThat(sweeps()).isEqualTo(before + 1);
  }

  @Test
  void lookedAtByTheClockIsNotedAndByIntervalIsNot() {
    try (Hub hub = world.open(ScheduledHubTest::scheduled)) {
      hub.sync();
    }
    world.clock.move(Duration.ofMinutes(20));
    add(world.customers, "Ann");
    int polls = world.contacts.calls(Call.POLL);

    try (Hub hub = world.open(ScheduledHubTest::scheduled)) {
      hub.runDue();
      assertThat(world.contacts.calls(Call.POLL)).isGreaterThan(polls);
      assertThat(shows(world.contacts, "Ann")).as("first known to the agenda now").isFalse();
    }
    world.clock.move(Duration.ofMinutes(20));

    try (Hub hub = world.open(ScheduledHubTest::scheduled)) {
      hub.runDue();
      assertThat(shows(world.contacts, "Ann")).as("missed while closed").isTrue();
    }
    int polled = world.customers.calls(Call.POLL);

    try (Hub hub = world.open(ScheduledHubTest::scheduled)) {
      hub.runDue();
      assertThat(world.customers.calls(Call.POLL)).as("looked at in time").isEqualTo(polled);
    }
  }

  @Test
  void aSweepThatFailsIsDueAgainSoonAndLaterEachTime() {
    try (Hub hub =
        world.open(builder -> builder.schedule(own -> own.syncWhenWoken().sweepAt("0 3 * * *")))) {
      hub.sync();
      hub.runDue();
      world.customers.faults().next(Call.SCAN, Fault.UNREACHABLE);
      world.customers.faults().next(Call.SCAN, Fault.UNREACHABLE);
      int contactSweeps = world.contacts.calls(Call.SCAN);
      int before = sweeps();

      world.at("2024-03-02T03:00:00Z");
      assertThat(hub.runDue()).isEqualTo("2024-03-02T03:00:10Z");
      world.at("2024-03-02T03:00:10Z");
      assertThat(hub.runDue()).isEqualTo("2024-03-02T03:00:30Z");
      world.at("2024-03-02T03:00:30Z");
      hub.runDue();
      world.at("2024-03-02T04:00:00Z");
      hub.runDue();

      assertThat(sweeps()).isEqualTo(before + 3);
      assertThat(world.contacts.calls(Call.SCAN)).isEqualTo(contactSweeps + 1);
    }
  }

  @Test
  void manyWakesAreOneLook() {
    try (Hub hub = world.open(builder -> builder.schedule(own -> own.syncWhenWoken()))) {
      hub.sync();
      hub.runDue();
      int polls = world.contacts.calls(Call.POLL);
      int others = world.customers.calls(Call.POLL);
      for (int i = 0; i < 100; i++) {
        hub.wake("customer", "crm");
      }

      hub.runDue();
      hub.runDue();

      assertThat(world.contacts.calls(Call.POLL)).isEqualTo(polls + 1);
      assertThat(world.customers.calls(Call.POLL)).isEqualTo(others);
    }
  }

  @Test
  void aWakeIsKeptUntilItsSystemAnswers() {
    try (Hub hub = world.open(builder -> builder.schedule(own -> own.syncWhenWoken()))) {
      hub.sync();
      hub.runDue();
      add(world.contacts, "Ann");
      world.contacts.faults().next(Call.POLL, Fault.UNREACHABLE);
      hub.wake("customer", "crm");
      hub.runDue();
      assertThat(shows(world.customers, "Ann")).isFalse();

      world.clock.move(TEN_SECONDS);
      hub.runDue();

      assertThat(shows(world.customers, "Ann")).isTrue();
    }
  }

  @Test
  void whatNobodyWasWokenForWhileClosedIsLookedForAtTheBegin() {
    try (Hub hub = world.open(builder -> builder.schedule(own -> own.syncWhenWoken()))) {
      hub.sync();
    }
    add(world.contacts, "Ann");

    try (Hub hub = world.open(builder -> builder.schedule(own -> own.syncWhenWoken()))) {
      hub.runDue();
    }

    assertThat(shows(world.customers, "Ann")).isTrue();
  }

  @Test
  void aStartedHubLooksWhenItIsWoken() {
    try (Hub hub = world.open(builder -> builder.schedule(own -> own.syncWhenWoken()))) {
      hub.runDue();
      hub.start();
      await().until(ScheduledHubTest::waits);
      add(world.contacts, "Ann");

      hub.wake("customer", "crm");

      await().until(() -> shows(world.customers, "Ann"));
    }
  }

  /** The thread of the hub has nothing to do. */
  private static boolean waits() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("syncline-hub"))
        .anyMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void whatIsWokenMustBeAFlow() {
    try (Hub hub = world.open(builder -> builder)) {
      assertThatThrownBy(() -> hub.wake("customer", "shop"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be one of [crm, erp]: entity=customer system=shop");
    }
  }

  @Test
  void whatARunLeavesIsTriedAgainThoughNothingIsDue() {
    try (Hub hub = world.open(builder -> builder.schedule(own -> own.syncWhenWoken()))) {
      hub.sync();
      hub.runDue();
      world.customers.block("name", name -> true, "a lock");
      add(world.contacts, "Ann");
      hub.wake("customer", "crm");
      Instant next = hub.runDue();
      assertThat(shows(world.customers, "Ann")).isFalse();
      world.customers.accept();

      assertThat(next).isEqualTo(world.clock.instant().plus(TEN_SECONDS));
      world.clock.move(TEN_SECONDS);
      hub.runDue();

      assertThat(shows(world.customers, "Ann")).isTrue();
    }
  }

  @Test
  void readsThatAreThrottledAreDueWhenThatEndsAndKeepNoOtherFlowWaiting() {
    Duration limit = Duration.ofMinutes(5);
    try (Hub hub = world.open(builder -> builder.schedule(own -> own.syncEvery(TEN_SECONDS)))) {
      hub.sync();
      hub.runDue();
      add(world.customers, "Bob");
      world.customers.faults().throttleFor(limit).next(Call.POLL, Fault.THROTTLED);
      world.clock.move(TEN_SECONDS);
      Instant end = world.clock.instant().plus(limit);
      hub.runDue();
      int polls = world.customers.calls(Call.POLL);

      for (int i = 0; i < 20; i++) {
        add(world.contacts, "Ann " + i);
        world.clock.move(TEN_SECONDS);
        assertThat(hub.runDue()).isEqualTo(world.clock.instant().plus(TEN_SECONDS));
        assertThat(shows(world.customers, "Ann " + i)).as("Ann %s", i).isTrue();
      }
      assertThat(world.customers.calls(Call.POLL)).isEqualTo(polls);
      assertThat(
              hub.health()
                  .flows()
                  .get(new FlowName(new EntityName("customer"), new SystemId("erp")))
                  .nextDue())
          .contains(end);

      world.at(end.toString());
      hub.runDue();
      assertThat(shows(world.contacts, "Bob")).isTrue();
    }
  }

  @Test
  void writesThatAreThrottledAreDueWhenThatEndsThoughNothingIsRead() {
    Duration limit = Duration.ofMinutes(5);
    try (Hub hub = world.open(builder -> builder.schedule(own -> own.syncWhenWoken()))) {
      hub.sync();
      hub.runDue();
      add(world.contacts, "Ann");
      world.customers.faults().throttleFor(limit).next(Call.WRITE, Fault.THROTTLED);
      hub.wake("customer", "crm");
      Instant end = world.clock.instant().plus(limit);
      Instant next = hub.runDue();
      for (int i = 0; i < 50 && next.isBefore(end); i++) {
        world.at(next.toString());
        next = hub.runDue();
      }
      assertThat(shows(world.customers, "Ann")).isFalse();
      assertThat(next).isEqualTo(end);

      world.at(end.toString());
      hub.runDue();

      assertThat(shows(world.customers, "Ann")).isTrue();
    }
  }
}
