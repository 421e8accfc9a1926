package io.syncline.testkit.simulation;

import io.syncline.engine.Instance;
import io.syncline.engine.SyncEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The instances of one hub over its store. One works; where it is frozen for longer than its lease,
 * the next one takes over.
 */
final class Instances {

  private static final Duration LONGER_THAN_A_LEASE = Instance.DEFAULT_LEASE.multipliedBy(2);

  private final SimulatedClock clock;
  private final List<HubProcess> all = new ArrayList<>();
  private int working;

  Instances(SimulatedClock clock, int count, Supplier<SyncEngine> start) {
    this.clock = clock;
    for (int i = 0; i < count; i++) {
      all.add(new HubProcess(start));
    }
  }

  HubProcess working() {
    return all.get(working);
  }

  boolean areSeveral() {
    return all.size() > 1;
  }

  /** Another one works from now on. */
  void takeOver() {
    letLeasesEnd();
    working = (working + 1) % all.size();
  }

  /** Its lease ends with time, not with it. */
  void end(HubProcess process) {
    process.end();
    letLeasesEnd();
  }

  void letLeasesEnd() {
    if (areSeveral()) {
      clock.move(LONGER_THAN_A_LEASE);
    }
  }
}
