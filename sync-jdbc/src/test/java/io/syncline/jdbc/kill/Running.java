package io.syncline.jdbc.kill;

import io.syncline.Hub;
import io.syncline.engine.Phase;
import io.syncline.engine.SyncListener;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A hub of this JVM that syncs for ever on a thread of its own, and counts its steps. */
final class Running implements AutoCloseable, SyncListener {

  private static final int RUNS_PER_SWEEP = 4;

  private final AtomicLong steps = new AtomicLong();
  private final Hub hub;
  private final CompletableFuture<Void> ended;
  private volatile boolean stopped;
  private volatile String last = "BEGIN";

  Running(Pair pair, Path state) {
    this.hub = pair.hub(state, this);
    this.ended = CompletableFuture.runAsync(this::work, each -> new Thread(each, "hub").start());
  }

  private void work() {
    for (int run = 1; !stopped; run++) {
      if (run % RUNS_PER_SWEEP == 0) {
        hub.sweep();
      } else {
        hub.sync();
      }
      last = "END";
    }
  }

  @Override
  public void progress(Phase phase, EntityName entity, SystemId system, long rows) {
    last = phase + " " + system;
    steps.incrementAndGet();
  }

  Hub hub() {
    return hub;
  }

  /** What it is doing, or did last. */
  String last() {
    return last;
  }

  /** How many steps it made; it must not end by itself. */
  long steps() {
    if (ended.isDone()) {
      ended.join();
      throw new IllegalStateException("the hub must not end by itself");
    }
    return steps.get();
  }

  /** Lets the run under way end, and begins no other. */
  void stop() {
    stopped = true;
    ended.join();
  }

  @Override
  public void close() {
    stopped = true;
    hub.close();
  }
}
