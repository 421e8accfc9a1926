package io.syncline.operate;

import io.syncline.engine.Plan;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.engine.SyncReport;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import java.util.List;
import java.util.SortedMap;

/**
 * Mends what a comparison found unexplained: those native records are read again and taken in as
 * they are, as edits that nobody told of, and the rules decide. What follows is a plan like any
 * other, with its guards.
 */
public final class Repair {

  private final SyncEngine engine;
  private final SyncEntity entity;
  private final Verification found;
  private final SortedMap<SystemId, List<NativeKey>> keys;

  Repair(
      SyncEngine engine,
      SyncEntity entity,
      Verification found,
      SortedMap<SystemId, List<NativeKey>> keys) {
    this.engine = engine;
    this.entity = entity;
    this.found = found;
    this.keys = keys;
  }

  /** What was found, at the moment that it was looked for. */
  public Verification found() {
    return found;
  }

  /** What {@link #run} would write, with the first writes of each flow. Writes nothing. */
  public Plan plan(int writesPerFlow) {
    return engine.previewRepair(entity, keys, writesPerFlow);
  }

  /** Reads those records again, and runs until nothing moves. */
  public SyncReport run() {
    return engine.repair(entity, keys);
  }
}
