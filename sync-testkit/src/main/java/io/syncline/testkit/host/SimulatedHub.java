package io.syncline.testkit.host;

import io.syncline.Hub;
import io.syncline.config.HubConfig;
import io.syncline.engine.Phase;
import io.syncline.engine.SyncReport;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.simulation.Crash;
import io.syncline.testkit.simulation.CrashPoints;
import io.syncline.testkit.simulation.SimulatedClock;
import io.syncline.testkit.simulation.Turns;
import java.time.Duration;
import java.util.List;

/** The process of a hub: where it ends, the next one goes on over the same store. */
final class SimulatedHub implements AutoCloseable {

  private final HubConfig declaration;
  private final SimulatedClock clock;
  private final StateStore store = StateStore.inMemory();
  private final CrashPoints points = new CrashPoints();
  private Hub hub;
  private int crashes;

  SimulatedHub(HubConfig declaration, SimulatedClock clock, List<MemoryTable> tables) {
    this.declaration = declaration;
    this.clock = clock;
    tables.forEach(table -> table.faults().watch(points));
    this.hub = open();
  }

  private Hub open() {
    return Hub.from(declaration)
        .state(points.watched(new LastingStore(store)))
        .clock(clock)
        .listener(this::progress)
        .overlap(new Turns())
        .build();
  }

  /** Waiting costs no time: the clock moves instead, by the most that a run may wait in all. */
  private void progress(Phase phase, EntityName entity, SystemId system, long rows) {
    clock.move(phase == Phase.WAIT ? declaration.limits().waiting() : Duration.ofMillis(1));
  }

  Hub hub() {
    return hub;
  }

  CrashPoints points() {
    return points;
  }

  int crashes() {
    return crashes;
  }

  SyncReport run() {
    return attempt(false);
  }

  /** Lists all datasets anew. */
  SyncReport sweep() {
    return attempt(true);
  }

  /** What the process does not come to the end of, the next one begins anew. */
  private SyncReport attempt(boolean sweep) {
    try {
      return sweep ? hub.sweep() : hub.sync();
    } catch (Crash crash) {
      crashes++;
      points.none();
      restart();
      return attempt(sweep);
    }
  }

  /** Ends the process, whatever it has in memory, and starts the next one. */
  void restart() {
    hub.close();
    hub = open();
  }

  @Override
  public void close() {
    hub.close();
    store.close();
  }
}
