package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;

/**
 * Told how runs go on. Progress is told after each page and each batch, by the thread that read or
 * wrote it, which waits meanwhile, so it must not block; never by two at a time.
 */
@FunctionalInterface
public interface SyncListener {

  /**
   * A page was handled.
   *
   * @param rows how many rows this run has handled in the phase so far
   */
  void progress(Phase phase, EntityName entity, SystemId system, long rows);

  /**
   * The run shows no progress for as long as the schedule's {@code stallAfter}; told once. It is
   * not ended: only the call in which it hangs can end. Called on a thread of its own.
   */
  default void stalled(Activity run) {}

  /** A run that was said to stall shows progress, or has ended. Called on that thread, too. */
  default void wentOn(Activity run) {}

  static SyncListener none() {
    return (phase, entity, system, rows) -> {};
  }
}
