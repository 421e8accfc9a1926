package io.syncline.engine;

import io.syncline.model.SyncException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an engine again and again on one thread of its own, named after the hub. A run that fails is
 * logged and tried again at the next interval; the thread ends when the engine is closed.
 */
public final class Schedule {

  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  private final SyncEngine engine;
  private final Duration every;
  private final Optional<Duration> sweepEvery;
  private final Thread thread;
  private volatile Optional<SyncReport> last = Optional.empty();

  /**
   * Prepares the thread.
   *
   * @param every from the end of one run to the begin of the next
   * @param sweepEvery how often a run lists every dataset anew; empty: never
   */
  public Schedule(SyncEngine engine, String hub, Duration every, Optional<Duration> sweepEvery) {
    this.engine = engine;
    this.every = every;
    this.sweepEvery = sweepEvery;
    this.thread = new Thread(this::loop, "syncline-" + hub);
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** What the last run did; empty before the first has ended. */
  public Optional<SyncReport> last() {
    return last;
  }

  /** Waits for the thread to end after its engine was closed; false when it did not in time. */
  public boolean awaitEnd(Duration grace) {
    return Waiting.endedWithin(thread, grace);
  }

  private void loop() {
    Instant sweepAt = next(engine.clock().instant());
    boolean open = !engine.isClosed();
    while (open) {
      Instant now = engine.clock().instant();
      boolean sweep = !now.isBefore(sweepAt);
      if (run(sweep) && sweep) {
        sweepAt = next(now);
      }
      open = engine.waitUntil(engine.clock().instant().plus(pause()));
    }
  }

  /** An instance that stands by looks often enough to take over in time. */
  private Duration pause() {
    Duration beat = engine.instance().beat();
    boolean standsBy = last.flatMap(SyncReport::standBy).isPresent();
    return standsBy && beat.compareTo(every) < 0 ? beat : every;
  }

  private Instant next(Instant now) {
    return sweepEvery.map(now::plus).orElse(Instant.MAX);
  }

  private boolean run(boolean sweep) {
    try {
      SyncReport report = engine.sync(sweep);
      last = Optional.of(report);
      return report.standBy().isEmpty();
    } catch (SyncException e) {
      if (!engine.isClosed()) {
        LOG.error("a run failed, the next one tries again in {}", every, e);
      }
      return false;
    }
  }
}
