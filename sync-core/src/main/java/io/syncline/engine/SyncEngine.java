package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Step;
import io.syncline.reconcile.WriteKind;
import io.syncline.reconcile.WriteResult;
import io.syncline.store.Flag;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the entities of one hub over one store. Thread-safe: one run, preview or decision at a time,
 * others wait their turn.
 */
public final class SyncEngine implements AutoCloseable {

  /** How long {@link #close} waits for a run under way. */
  public static final Duration CLOSE_GRACE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

  private final List<SyncEntity> entities;
  private final StateStore store;
  private final InstantSource clock;
  private final HubLimits limits;
  private final SyncListener listener;
  private final HubCount count;
  private final Pauses pauses;
  private final OpenCreates openCreates = new OpenCreates();
  private final Listings listings = new Listings();
  private final Housekeeping housekeeping;
  private final Rewinds rewinds;
  private final EntityOrder order;
  private final Waiting waiting;
  private final String identity;
  private final Lock turn = new ReentrantLock();
  private boolean recovered;

  /** Over systems of which nobody tells when they are restored or swapped. */
  public SyncEngine(
      List<SyncEntity> entities,
      StateStore store,
      InstantSource clock,
      HubLimits limits,
      SyncListener listener) {
    this(entities, store, clock, limits, listener, Incarnations.unknown());
  }

  public SyncEngine(
      List<SyncEntity> entities,
      StateStore store,
      InstantSource clock,
      HubLimits limits,
      SyncListener listener,
      Incarnations incarnations) {
    this.rewinds = new Rewinds(incarnations);
    this.entities = List.copyOf(entities);
    this.store = store;
    this.clock = clock;
    this.limits = limits;
    this.order = new EntityOrder(this.entities);
    this.housekeeping = new Housekeeping(this.entities);
    this.listener = listener;
    this.pauses = new Pauses(clock);
    this.waiting = new Waiting(clock);
    try (StoreView view = store.view()) {
      this.count = new HubCount(view.count());
      this.identity = view.identity();
    }
  }

  /** Runs until nothing moves; with {@code sweep}, lists every dataset anew first. */
  public SyncReport sync(boolean sweep) {
    turn.lock();
    try {
      recover();
      RunContext run = context(Transactions.committing(store));
      rewinds.check(entities, run);
      SyncReport report = new SyncRun(entities, run, waiting).go(sweep);
      housekeeping.run(run);
      return report;
    } finally {
      turn.unlock();
    }
  }

  /**
   * What {@link #sync} would do now, worked out in a transaction that is undone.
   *
   * @param writesPerFlow how many writes it names at most of each flow; it counts them all
   */
  public Plan preview(int writesPerFlow) {
    return preview(writesPerFlow, run -> {});
  }

  private Plan preview(int writesPerFlow, Consumer<RunContext> before) {
    turn.lock();
    try (StoreTransaction undone = store.begin()) {
      RunContext run = context(Transactions.within(undone), new Listings(), rewinds.copy());
      before.accept(run);
      return new PreviewRun(entities, run, new SyncRun(entities, run, waiting), writesPerFlow).go();
    } finally {
      turn.unlock();
    }
  }

  /** Reads native records again, takes them in as they are, and runs until nothing moves. */
  public SyncReport repair(SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys) {
    turn.lock();
    try {
      recover();
      RunContext run = context(Transactions.committing(store));
      reread(entity, keys, run);
      return new SyncRun(entities, run, waiting).go(false);
    } finally {
      turn.unlock();
    }
  }

  /** What {@link #repair} would do now. */
  public Plan previewRepair(
      SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys, int writesPerFlow) {
    return preview(writesPerFlow, run -> reread(entity, keys, run));
  }

  private static void reread(
      SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys, RunContext run) {
    keys.forEach(
        (system, some) -> {
          Flow flow = entity.flow(system);
          if (flow.dataset().pointReader().isPresent()) {
            Slices.of(some, run.limits().intakeRows())
                .forEach(batch -> new Reading(entity, flow, run).takeIn(batch));
          } else {
            new Listing(entity, flow, run).run();
          }
        });
  }

  /** Makes one change to the state that a person asked for, in a transaction of its own. */
  public <T> T change(Function<Change, T> work) {
    turn.lock();
    try {
      return Transactions.committing(store)
          .call(
              transaction ->
                  work.apply(new Change(transaction, context(Transactions.within(transaction)))));
    } finally {
      turn.unlock();
    }
  }

  /**
   * Forgets a system that is not declared any more, in one sweep over the entity's records: its
   * links, what it was believed to hold, its place in the clocks. The agreed values stay, and other
   * systems are not touched. If it comes back, it is another system.
   *
   * @return how many records it was swept from
   */
  public long forget(SyncEntity entity, SystemId system) {
    turn.lock();
    try {
      recover();
      return new Leaving(entity, system, context(Transactions.committing(store))).sweep();
    } finally {
      turn.unlock();
    }
  }

  public List<SyncEntity> entities() {
    return entities;
  }

  public boolean isClosed() {
    return waiting.isClosed();
  }

  /** Waits until {@code end}; false when the engine was closed meanwhile. */
  boolean waitUntil(java.time.Instant end) {
    try {
      waiting.until(end);
      return true;
    } catch (io.syncline.spi.AdapterException.Cancelled e) {
      return false;
    }
  }

  InstantSource clock() {
    return clock;
  }

  /** Ends waits at once, then waits a while for a run under way to finish its step. */
  @Override
  public void close() {
    waiting.close();
    try {
      if (turn.tryLock(CLOSE_GRACE.toSeconds(), TimeUnit.SECONDS)) {
        turn.unlock();
      } else {
        LOG.warn("a run has not ended within {}", CLOSE_GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RunContext context(Transactions transactions) {
    return context(transactions, listings, rewinds);
  }

  private RunContext context(Transactions transactions, Listings begun, Rewinds compares) {
    return new RunContext(
        transactions,
        new Tally(listener),
        clock,
        count,
        limits,
        pauses,
        openCreates,
        begun,
        compares,
        order,
        identity);
  }

  /**
   * Nobody knows what became of the writes that an earlier process had in flight; and a system that
   * it did not have joins.
   */
  private void recover() {
    if (recovered) {
      return;
    }
    try (StoreView view = store.view()) {
      rewinds.recover(entities, view);
    }
    for (SyncEntity entity : entities) {
      new Joining(entity, Transactions.committing(store), count, limits.intakeRows()).run();
      for (SystemId system : entity.flows().keySet()) {
        long after = 0;
        while (after >= 0) {
          after = recover(entity, system, after);
        }
      }
    }
    recovered = true;
  }

  private long recover(SyncEntity entity, SystemId system, long after) {
    return Transactions.committing(store)
        .call(
            transaction -> {
              List<RecordId> ids =
                  transaction.flagged(
                      Flag.PENDING, entity.name(), system, after, limits.intakeRows());
              if (ids.isEmpty()) {
                return -1L;
              }
              WorkingSet records = new WorkingSet(entity, transaction);
              records.load(ids);
              long now = count.next(transaction);
              ids.forEach(id -> doubt(entity, system, records, id, now));
              records.save();
              return ids.get(ids.size() - 1).value();
            });
  }

  private void doubt(
      SyncEntity entity, SystemId system, WorkingSet records, RecordId id, long now) {
    Optional<InFlight> inFlight =
        records.get(id).state().holding(system).flatMap(Holding::inFlight);
    if (inFlight.isPresent() && !inFlight.get().unknown()) {
      Step step =
          entity
              .reconciler()
              .outcome(records.get(id).state(), system, new WriteResult.Unknown(), now);
      records.put(id, step.state());
    }
    if (inFlight.isPresent() && inFlight.get().kind() == WriteKind.CREATE) {
      openCreates.add(entity.name(), system, id);
    }
  }
}
