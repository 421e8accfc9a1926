package io.syncline.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * Renews an engine's lease on a thread of its own, named after the hub, so that a long call to a
 * system does not cost it. The thread ends when the engine is closed.
 */
public final class Heartbeat {

  private final SyncEngine engine;
  private final Thread thread;

  /** Prepares the thread. */
  public Heartbeat(SyncEngine engine, String hub) {
    this.engine = engine;
    this.thread = new Thread(this::loop, "syncline-" + hub + "-lease");
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Waits for the thread to end after its engine was closed; false when it did not in time. */
  public boolean awaitEnd(Duration grace) {
    return Waiting.endedWithin(thread, grace);
  }

  private void loop() {
    boolean open = !engine.isClosed();
    while (open) {
      engine.renewLease();
      Instant next = engine.clock().instant().plus(engine.instance().beat());
      open = engine.waitUntil(next);
    }
  }
}
