package io.syncline.testkit;

import static io.syncline.testkit.ScheduleWorld.add;
import static io.syncline.testkit.ScheduleWorld.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.Activity;
import io.syncline.engine.FlowHealth;
import io.syncline.engine.FlowName;
import io.syncline.engine.HubHealth;
import io.syncline.engine.Instance;
import io.syncline.engine.Phase;
import io.syncline.engine.SyncListener;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A hub says how it fares, and a run that stalls is told. */
class HealthTest {

  private static final FlowName ERP = new FlowName(new EntityName("customer"), new SystemId("erp"));

  private final ScheduleWorld world = new ScheduleWorld();

  private static FlowHealth erp(Hub hub) {
    return hub.health().flows().get(ERP);
  }

  /** Keeps what it is told of stalls. */
  private static final class Told implements SyncListener {

    private final List<Activity> stalled = new CopyOnWriteArrayList<>();
    private final List<Activity> wentOn = new CopyOnWriteArrayList<>();

    @Override
    public void progress(Phase phase, EntityName entity, SystemId system, long rows) {}

    @Override
    public void stalled(Activity run) {
      stalled.add(run);
    }

    @Override
    public void wentOn(Activity run) {
      wentOn.add(run);
    }
  }

  @Test
  void aRunThatStallsIsToldOnceWithItsFlowAndPhaseAndWhenItGoesOn() {
    Told told = new Told();
    Duration stallAfter = Duration.ofMillis(80);
    try (Hub hub = world.open(builder -> builder.listener(told).stallAfter(stallAfter))) {
      hub.sync();
      Hanging hanging = new Hanging(world.customers, Call.POLL);
      hub.start();
      hanging.awaitCall();
      await().during(stallAfter).until(told.stalled::isEmpty);

      world.clock.move(stallAfter);
      await().until(() -> !told.stalled.isEmpty());
      HubHealth health = hub.health();

      assertThat(health.stalls()).isTrue();
      assertThat(health.run().orElseThrow().flow()).contains(ERP);
      assertThat(health.toString()).contains("\nSTALLS: POLL customer@erp, last progress at ");
      await().during(stallAfter.multipliedBy(4)).until(() -> told.stalled.size() == 1);
      assertThat(told.wentOn).isEmpty();

      world.clock.move(stallAfter);
      hanging.letGo();

      await().until(() -> !told.wentOn.isEmpty());
      assertThat(told.wentOn).isEqualTo(told.stalled);
      assertThat(told.stalled.get(0).phase()).isEqualTo(Phase.POLL);
      assertThat(hub.health().stalls()).isFalse();
    }
  }

  @Test
  void healthSaysWhatRunsSinceWhen() {
    try (Hub hub = world.open(builder -> builder)) {
      hub.sync();
      Hanging hanging = new Hanging(world.contacts, Call.POLL);
      Thread run = new Thread(hub::sync);
      run.start();
      hanging.awaitCall();

      world.clock.move(Duration.ofMinutes(9));
      Activity now = hub.health().run().orElseThrow();

      assertThat(now.phase()).isEqualTo(Phase.POLL);
      assertThat(now.began()).isEqualTo("2024-03-01T08:00:00Z");
      assertThat(hub.health().stalls()).isFalse();
      world.clock.move(Duration.ofMinutes(1));
      assertThat(hub.health().stalls()).isTrue();

      hanging.letGo();
      await().until(() -> !run.isAlive());
      assertThat(hub.health().run()).isEmpty();
    }
  }

  @Test
  void aFlowTellsItsLastSuccessItsFailuresInARowAndWhenItIsDue() {
    try (Hub hub =
        world.open(builder -> builder.schedule(own -> own.syncEvery(Duration.ofSeconds(10))))) {
      hub.runDue();
      assertThat(erp(hub).succeeded()).contains(world.clock.instant());
      assertThat(erp(hub).nextDue()).contains(world.clock.instant().plusSeconds(10));

      world.customers.faults().next(Call.POLL, Fault.UNREACHABLE);
      world.customers.faults().next(Call.POLL, Fault.UNREACHABLE);
      for (int i = 0; i < 2; i++) {
        world.clock.move(Duration.ofSeconds(10));
        hub.runDue();
      }

      assertThat(erp(hub).succeeded()).contains(world.clock.instant().minusSeconds(20));
      assertThat(erp(hub).failures()).isEqualTo(2);
      assertThat(erp(hub).failure()).contains("Unreachable: no connection: call=POLL");

      world.clock.move(Duration.ofSeconds(10));
      hub.runDue();

      assertThat(erp(hub).failures()).isZero();
      assertThat(erp(hub).failure()).isEmpty();
      assertThat(erp(hub).succeeded()).contains(world.clock.instant());
    }
  }

  @Test
  void aStartedHubGoesOnAfterAFaultThatNobodyForesaw() {
    AtomicBoolean fails = new AtomicBoolean(true);
    SyncListener faulty =
        (phase, entity, system, rows) -> {
          if (fails.get()) {
            throw new IllegalStateException("a defect of the listener");
          }
        };
    try (Hub hub = world.open(builder -> builder.listener(faulty))) {
      assertThatThrownBy(hub::sync).isInstanceOf(IllegalStateException.class);
      hub.start();
      await().until(() -> hub.health().broken().isPresent());
      assertThat(hub.health().toString())
          .contains("broken: java.lang.IllegalStateException: a defect of the listener");
      add(world.contacts, "Ann");

      fails.set(false);
      hub.wake("customer", "crm");

      await().until(() -> shows(world.customers, "Ann"));
      await().until(() -> hub.health().broken().isEmpty());
    }
  }

  @Test
  void whoStandsBySaysForWhom() {
    try (Hub first = world.open(builder -> builder);
        Hub second =
            world.open(builder -> builder.instance(Instance.ofThisProcess().withName("node-2")))) {
      first.sync();
      second.runDue();

      assertThat(first.health().standBy()).isEmpty();
      assertThat(second.health().toString())
          .startsWith("node-2 at 2024-03-01T08:00:00Z: stands by for node-1 (epoch 1)");
    }
  }

  @Test
  void aClosedHubHasNoThreadThatWatches() {
    Hub hub = world.open(builder -> builder);

    hub.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("syncline-hub-watch"));
  }
}
