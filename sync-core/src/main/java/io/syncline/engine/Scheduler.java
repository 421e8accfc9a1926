package io.syncline.engine;

import io.syncline.schedule.HubSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is due, on one thread of its own, named after the hub, or on that of a host which calls
 * {@link #runDue}. A run that fails is logged and tried again; the thread ends when the engine is
 * closed. Thread-safe.
 */
public final class Scheduler {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final SyncEngine engine;
  private final Agenda agenda;
  private final Thread thread;

  /** Prepares the thread. */
  public Scheduler(SyncEngine engine, String hub, HubSchedule schedule) {
    this.engine = engine;
    this.agenda = new Agenda(engine.entities(), schedule);
    this.thread = new Thread(this::loop, "syncline-" + hub);
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Something changed at a system: its flow is due now. Returns at once. */
  public void wake(FlowName flow) {
    agenda.wake(flow);
    engine.wake();
  }

  /** Native records of these flows were named: they are looked at now. Returns at once. */
  void named(Collection<FlowName> flows) {
    flows.forEach(agenda::named);
    engine.wake();
  }

  /** How the hub fares, as far as this process knows. */
  public HubHealth health() {
    return engine.health(agenda.times());
  }

  /** Waits for the thread to end after its engine was closed; false when it did not in time. */
  public boolean awaitEnd(Duration grace) {
    return Waiting.endedWithin(thread, grace);
  }

  /**
   * Runs what is due now, if anything is. Waits for a run under way.
   *
   * @return when to look again, unless something wakes a flow before
   */
  public Instant runDue() {
    return engine.runDue(agenda);
  }

  private void loop() {
    boolean open = !engine.isClosed();
    while (open) {
      open = engine.waitUntilWoken(next());
    }
  }

  private Instant next() {
    try {
      return runDue();
    } catch (RuntimeException e) { // whatever it was, a hub must not stop without a word
      Instant again = engine.clock().instant().plus(RetryDelay.FIRST);
      if (!engine.isClosed()) {
        LOG.error("a run failed and is tried again at {}", again, e);
      }
      return again;
    }
  }
}
