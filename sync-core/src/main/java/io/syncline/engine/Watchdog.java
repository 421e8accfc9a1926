package io.syncline.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener when a run shows no progress, once, and when it goes on, on a thread of its
 * own, named after the hub: the one that runs hangs. The thread ends when the engine is closed.
 */
public final class Watchdog {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /** So often it looks in the time after which it barks. */
  private static final int LOOKS = 4;

  private final SyncEngine engine;
  private final SyncListener listener;
  private final Duration stallAfter;
  private final Thread thread;
  private Optional<Activity> told = Optional.empty();

  /** Prepares the thread. */
  public Watchdog(SyncEngine engine, String hub, SyncListener listener, Duration stallAfter) {
    this.engine = engine;
    this.listener = listener;
    this.stallAfter = stallAfter;
    this.thread = new Thread(this::loop, "syncline-" + hub + "-watch");
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
      look();
      open = engine.waitUntil(engine.clock().instant().plus(stallAfter.dividedBy(LOOKS)));
    }
  }

  /** Looks once. */
  void look() {
    Optional<Activity> now = engine.activity();
    if (told.isPresent() && !now.equals(told)) {
      Activity stalled = told.get();
      told = Optional.empty();
      LOG.info("the run goes on: {}", stalled);
      tell(() -> listener.wentOn(stalled));
    }
    Instant at = engine.clock().instant();
    if (told.isEmpty() && now.isPresent() && now.get().stalls(at, stallAfter)) {
      Activity stalled = now.get();
      told = now;
      LOG.warn("the run has shown no progress for {}: {}", stallAfter, stalled);
      tell(() -> listener.stalled(stalled));
    }
  }

  /** What a listener throws is its own: the next stall must be told all the same. */
  private static void tell(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      LOG.error("the listener failed", e);
    }
  }
}
