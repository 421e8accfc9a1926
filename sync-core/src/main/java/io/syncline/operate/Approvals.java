package io.syncline.operate;

import io.syncline.engine.GuardNotes;
import io.syncline.engine.Plan;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.model.SystemId;
import io.syncline.plan.Guarded;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What guards hold, and a person's word that it may go. An approval is a ceiling on plans that are
 * made anew: what it was given for may have changed since, and more than it says does not go.
 */
public final class Approvals {

  /** How long an approval holds. */
  public static final Duration HOLDS = Duration.ofDays(1);

  private final SyncEngine engine;
  private final StateStore store;
  private final InstantSource clock;

  public Approvals(SyncEngine engine, StateStore store, InstantSource clock) {
    this.engine = engine;
    this.store = store;
    this.clock = clock;
  }

  /** What waits, as the last run found it. */
  public List<Guarded> waiting() {
    List<Guarded> waiting = new ArrayList<>();
    try (StoreView view = store.view()) {
      for (SyncEntity entity : engine.entities()) {
        for (SystemId system : entity.flows().keySet()) {
          waiting.addAll(GuardNotes.guarded(view, entity, system));
        }
      }
    }
    return waiting;
  }

  /**
   * Lets as many records pass as {@code part} says. The next run writes them; it holds all of them
   * again if they are more by then.
   *
   * @param by who decided, for the log and the store
   */
  public void approve(Guarded part, String by) {
    if (by.isBlank()) {
      throw new IllegalArgumentException("must say who approves: by=" + by);
    }
    SyncEntity entity = entity(part);
    engine.change(
        change -> {
          change.approve(entity, part, by, clock.instant().plus(HOLDS));
          return true;
        });
  }

  /** Approves all that the plan would hold. */
  public void approve(Plan plan, String by) {
    plan.guarded().forEach(part -> approve(part, by));
  }

  private SyncEntity entity(Guarded part) {
    return engine.entities().stream()
        .filter(entity -> entity.name().equals(part.entity()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("must be an entity: entity=" + part.entity()));
  }
}
