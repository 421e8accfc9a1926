package io.syncline.engine;

import io.syncline.model.SystemId;
import io.syncline.plan.Risk;
import io.syncline.spi.AdapterException;
import io.syncline.store.NotHolder;
import io.syncline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: rounds of capture and settling over all flows, until a round moves nothing. A system
 * that fails is left out, and the others go on; one that asks for time is waited for within the
 * limits.
 */
final class SyncRun {

  private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);

  private final List<SyncEntity> entities;
  private final RunContext run;
  private final Waiting waiting;
  private final TreeMap<SystemId, String> failures = new TreeMap<>();
  private Duration waited = Duration.ZERO;

  SyncRun(List<SyncEntity> entities, RunContext run, Waiting waiting) {
    this.entities = entities;
    this.run = run;
    this.waiting = waiting;
  }

  /**
   * Runs to the end.
   *
   * @param before done first
   * @param sweep whether every dataset is listed anew in the first round
   * @param after done last
   */
  SyncReport go(Runnable before, boolean sweep, Runnable after) {
    Instant began = run.clock().instant();
    boolean settled = false;
    Optional<StandBy> standBy = Optional.empty();
    try {
      before.run();
      checkSchemas();
      settled = rounds(sweep) && failures.isEmpty() && !isPending();
      if (!waiting.isClosed()) {
        new StoppedFlows(entities, run).ended(failures);
      }
      after.run();
    } catch (StoreException e) {
      standBy = Optional.of(lost(e));
      LOG.warn("the run {}: {}", standBy.get(), e.getMessage());
    }
    return new SyncReport(
        run.tally().counts(),
        run.tally().decisions(),
        run.tally().guarded(),
        failures,
        settled,
        Duration.between(began, run.clock().instant()),
        standBy);
  }

  /** Leaves out systems whose fields are no longer what they were. */
  void checkSchemas() {
    new Schemas(entities, run)
        .check()
        .forEach(
            (system, what) -> {
              LOG.error("{}: {}", system, what);
              failures.put(system, what);
            });
  }

  /** Whether nothing moved in the last round. */
  private boolean rounds(boolean sweep) {
    boolean settled = false;
    for (int round = 0; round < run.limits().rounds() && !settled && !waiting.isClosed(); round++) {
      boolean moved = capture(sweep && round == 0);
      moved |= settle();
      settled = !moved && !waitForPauses();
    }
    return settled;
  }

  /**
   * To whom the lease was lost, which is why the store failed; throws {@code e} where it was not.
   * Who takes over ends our session with the store first: that can look like any failure of it.
   */
  private StandBy lost(StoreException e) {
    if (e instanceof NotHolder taken) {
      return new StandBy(taken.holder(), true);
    }
    try {
      if (!run.lease().renew()) {
        return new StandBy(Optional.empty(), true);
      }
    } catch (StoreException again) {
      e.addSuppressed(again);
    }
    throw e;
  }

  /** Only captures: what a preview needs. */
  boolean capture(boolean sweep) {
    boolean moved = false;
    for (SyncEntity entity : run.order().parentsFirst()) {
      for (Flow flow : entity.flows().values()) {
        Capture capture = new Capture(entity, flow, run);
        moved |= attempt(flow, sweep ? capture::sweep : capture::run);
      }
    }
    return moved;
  }

  /** Why systems were left out. */
  SortedMap<SystemId, String> failures() {
    return failures;
  }

  /** Where records name others, those that are named are made first, and go last. */
  private boolean settle() {
    if (!run.order().hasReferences()) {
      return settle(entities, Set.of());
    }
    boolean moved = settle(run.order().parentsFirst(), Set.of(Risk.DELETES));
    return settle(run.order().childrenFirst(), Set.of(Risk.CREATES, Risk.UPDATES)) || moved;
  }

  private boolean settle(List<SyncEntity> ordered, Set<Risk> later) {
    boolean moved = false;
    for (SyncEntity entity : ordered) {
      for (Flow flow : entity.flows().values()) {
        if (isListed(entity, flow)) {
          Settler settler = new Settler(entity, flow, run, later);
          moved |= attempt(flow, settler::pass);
        }
      }
    }
    return moved;
  }

  /**
   * Before a system was listed once, what is missing there cannot be told from what is unlinked;
   * nor can it where a compare is due.
   */
  private boolean isListed(SyncEntity entity, Flow flow) {
    return run.progress(entity, flow).listed() && !run.rewinds().isComparing(entity, flow);
  }

  private boolean attempt(Flow flow, BooleanSupplier work) {
    SystemId system = flow.system();
    if (failures.containsKey(system) || run.pauses().isPaused(system)) {
      return false;
    }
    try {
      return work.getAsBoolean();
    } catch (AdapterException.ReadThrottled e) {
      run.pauses().pause(system, e.until());
      return false;
    } catch (AdapterException.Rewound e) {
      run.rewinds().stop(entities, system, String.valueOf(e.getMessage()), run);
      return true;
    } catch (AdapterException.AdapterBug e) {
      LOG.error("{}: {}", system, e.getMessage(), e);
      failures.put(system, "AdapterBug: " + e.getMessage());
      return false;
    } catch (AdapterException | ListingDoubted e) {
      LOG.warn("{}: {}", system, e.getMessage());
      failures.put(system, e.getClass().getSimpleName() + ": " + e.getMessage());
      return false;
    }
  }

  /** Whether there was something to wait for; false when the limit of waiting is reached. */
  private boolean waitForPauses() {
    Optional<Instant> end = run.pauses().firstEnd();
    if (end.isEmpty()) {
      return false;
    }
    Duration left = run.limits().waiting().minus(waited);
    Duration pause = Duration.between(run.clock().instant(), end.get());
    if (pause.compareTo(left) > 0) {
      return false;
    }
    waited = waited.plus(pause);
    tellOfWaiting();
    waiting.until(end.get());
    return true;
  }

  private void tellOfWaiting() {
    for (SyncEntity entity : entities) {
      for (SystemId system : entity.flows().keySet()) {
        if (run.pauses().isPaused(system)) {
          run.tally().progress(Phase.WAIT, entity.name(), system, 1);
        }
      }
    }
  }

  private boolean isPending() {
    return run.transactions().call(transaction -> new Pending(entities, transaction).any());
  }
}
