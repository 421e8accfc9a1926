package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;

/** Told how a run goes on. Called on the sync thread after each page, so it must not block. */
@FunctionalInterface
public interface SyncListener {

  /**
   * A page was handled.
   *
   * @param rows how many rows this run has handled in the phase so far
   */
  void progress(Phase phase, EntityName entity, SystemId system, long rows);

  static SyncListener none() {
    return (phase, entity, system, rows) -> {};
  }
}
