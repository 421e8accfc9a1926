package io.syncline.engine;

import io.syncline.model.SystemId;
import io.syncline.plan.Risk;
import io.syncline.spi.AdapterException;
import io.syncline.store.NotHolder;
import io.syncline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: rounds of capture and settling over all flows, until a round moves nothing. A system
 * that fails is left out, and the others go on; what asks for time is waited for within the limits.
 */
final class SyncRun {

  private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);

  /** How long a run waits in all that leaves what asks for more to a later one. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final List<SyncEntity> entities;
  private final RunContext run;
  private final Waiting waiting;
  private final Map<FlowName, Reads> asked;
  private final Set<FlowName> done = new HashSet<>();
  private final TreeMap<SystemId, String> failures = new TreeMap<>();
  private final TreeMap<FlowName, String> heldBack = new TreeMap<>();
  private Duration waited = Duration.ZERO;
  private boolean isShort;

  /**
   * @param asked what to read of each flow; what that brings in is written to all of them
   */
  SyncRun(List<SyncEntity> entities, RunContext run, Waiting waiting, Map<FlowName, Reads> asked) {
    this.entities = entities;
    this.run = run;
    this.waiting = waiting;
    this.asked = new HashMap<>(asked);
  }

  /**
   * The same, but what asks for more time than a moment is left to a later run, and so are jobs:
   * other flows have their turn before.
   */
  SyncRun waitingShortly() {
    isShort = true;
    return this;
  }

  /**
   * Runs to the end.
   *
   * @param before done first
   * @param after done last
   */
  SyncReport go(Runnable before, Runnable after) {
    Instant began = run.clock().instant();
    boolean settled = false;
    Optional<StandBy> standBy = Optional.empty();
    try {
      before.run();
      checkSchemas();
      settled = rounds() && failures.isEmpty() && done.containsAll(asked.keySet()) && !isPending();
      nameUnwritten();
      if (!waiting.isClosed()) {
        new StoppedFlows(entities, run).ended(failures, caughtUp());
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
        heldBack,
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

  /** A system that is read but takes no writes is named as long as some are due. */
  private void nameUnwritten() {
    run.backOff()
        .failures()
        .forEach(
            (system, why) -> {
              if (isPending(system)) {
                failures.putIfAbsent(system, "writes failed: " + why);
              }
            });
  }

  /** Whether nothing moved in the last round. */
  private boolean rounds() {
    boolean settled = false;
    for (int round = 0; round < run.limits().rounds() && !settled && !waiting.isClosed(); round++) {
      boolean moved = capture();
      moved |= settle();
      settled = !moved && !waitForBackOff();
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
  boolean capture() {
    boolean moved = false;
    for (SyncEntity entity : run.order().parentsFirst()) {
      for (Flow flow : entity.flows().values()) {
        FlowName name = new FlowName(entity.name(), flow.system());
        if (asked.containsKey(name)) {
          Capture capture = new Capture(entity, flow, run);
          moved |= attempt(name, BackOff.Use.READING, () -> read(name, capture));
        }
      }
    }
    return moved;
  }

  /** A sweep that was interrupted is still asked for; after its end, what changes meanwhile. */
  private boolean read(FlowName name, Capture capture) {
    Reads reads = Optional.ofNullable(asked.get(name)).orElseThrow();
    boolean changed =
        switch (reads) {
          case ALL -> capture.sweep();
          case CHANGES -> capture.run();
          case NAMED -> capture.named();
          case NOTHING -> false;
        };
    asked.replace(name, Reads.ALL, Reads.CHANGES);
    done.add(name);
    return changed;
  }

  /** The flows that were read to their end; their systems may have failed later. */
  Set<FlowName> done() {
    return done;
  }

  /** Of those, the ones that were asked for more than for what their systems named. */
  Set<FlowName> caughtUp() {
    return done.stream()
        .filter(name -> asked.get(name) != Reads.NAMED)
        .collect(Collectors.toUnmodifiableSet());
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
        if (isListed(entity, flow) && !waitsForJob(flow, later)) {
          FlowName name = new FlowName(entity.name(), flow.system());
          run.admission().notWritten(name).ifPresent(why -> heldBack.put(name, why));
          Settler settler = new Settler(entity, flow, run, later);
          moved |= attempt(name, BackOff.Use.WRITING, settler::pass);
        }
      }
    }
    return moved;
  }

  /** What a job has not written yet may still name what is to be deleted. */
  private boolean waitsForJob(Flow flow, Set<Risk> later) {
    return later.contains(Risk.UPDATES) && run.jobs().isUnderWay(flow.system());
  }

  /**
   * Before a system was listed once, what is missing there cannot be told from what is unlinked;
   * nor can it where a compare is due.
   */
  private boolean isListed(SyncEntity entity, Flow flow) {
    return run.progress(entity, flow).listed() && !run.rewinds().isComparing(entity, flow);
  }

  /** Does some work with a flow's system, unless that is to be left alone. */
  private boolean attempt(FlowName name, BackOff.Use use, BooleanSupplier work) {
    SystemId system = name.system();
    Optional<String> notNow = run.admission().notRead(name);
    notNow.ifPresent(why -> heldBack.put(name, why));
    if (notNow.isPresent() || failures.containsKey(system) || run.backOff().isOn(name, use)) {
      return false;
    }
    try {
      return work.getAsBoolean();
    } catch (HeldBack e) {
      heldBack.put(name, String.valueOf(e.getMessage()));
      return false;
    } catch (AdapterException.ReadThrottled e) {
      run.backOff().throttled(name, BackOff.Use.READING, e.until());
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
  private boolean waitForBackOff() {
    Optional<Instant> end =
        Stream.concat(
                run.backOff().firstEnd(this::isWaitedFor, this::isWaitedFor).stream(),
                nextLook().stream())
            .min(Instant::compareTo);
    if (end.isEmpty()) {
      return false;
    }
    Duration most = run.limits().waiting();
    Duration left = (isShort && most.compareTo(MOMENT) > 0 ? MOMENT : most).minus(waited);
    Duration pause = Duration.between(run.clock().instant(), end.get());
    if (pause.compareTo(left) > 0) {
      return false;
    }
    waited = waited.plus(pause);
    tellOfWaiting();
    waiting.until(end.get());
    run.watch().progress();
    return true;
  }

  private Optional<Instant> nextLook() {
    return isShort ? Optional.empty() : run.jobs().nextLook(run.clock().instant());
  }

  /** Whether a system that is left alone has something that this run is to read or write. */
  private boolean isWaitedFor(SystemId system) {
    return asked.keySet().stream().anyMatch(name -> name.system().equals(system) && isUnread(name))
        || isPending(system);
  }

  /** The same, of a use of a flow that is left alone. */
  private boolean isWaitedFor(FlowName name, BackOff.Use use) {
    return (use == BackOff.Use.READING && isUnread(name))
        || run.transactions().call(transaction -> new Pending(entities, transaction).any(name));
  }

  private boolean isUnread(FlowName name) {
    return asked.containsKey(name)
        && !done.contains(name)
        && run.admission().notRead(name).isEmpty();
  }

  private void tellOfWaiting() {
    for (SyncEntity entity : entities) {
      for (SystemId system : entity.flows().keySet()) {
        FlowName name = new FlowName(entity.name(), system);
        if (isLeftAlone(name) || run.jobs().of(name).isPresent()) {
          run.watch().step(Phase.WAIT, name);
          run.tally().progress(Phase.WAIT, entity.name(), system, 1);
        }
      }
    }
  }

  private boolean isLeftAlone(FlowName name) {
    return Stream.of(BackOff.Use.values()).anyMatch(use -> run.backOff().isOn(name, use));
  }

  private boolean isPending(SystemId system) {
    return run.transactions().call(transaction -> new Pending(entities, transaction).any(system));
  }

  private boolean isPending() {
    return run.transactions().call(transaction -> new Pending(entities, transaction).any());
  }
}
