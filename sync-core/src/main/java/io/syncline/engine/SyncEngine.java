package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
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
  private final Pauses pauses;
  private final Housekeeping housekeeping;
  private final EntityOrder order;
  private final Waiting waiting;
  private final Instance instance;
  private final Tenure tenure;
  private final Lock turn = new ReentrantLock();

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
    this(
        entities,
        store,
        clock,
        new Conduct(limits, listener, incarnations, Instance.ofThisProcess()));
  }

  /** Where the store is shared, the engine's lease must be renewed: see {@link Heartbeat}. */
  public SyncEngine(
      List<SyncEntity> entities, StateStore store, InstantSource clock, Conduct conduct) {
    this.entities = List.copyOf(entities);
    this.store = store;
    this.clock = clock;
    this.limits = conduct.limits();
    this.order = new EntityOrder(this.entities);
    this.housekeeping = new Housekeeping(this.entities);
    this.listener = conduct.listener();
    this.pauses = new Pauses(clock);
    this.waiting = new Waiting(clock);
    this.instance = conduct.instance();
    this.tenure = new Tenure(store, instance, conduct.incarnations());
  }

  /**
   * Runs until nothing moves; with {@code sweep}, lists every dataset anew first. Does nothing
   * where another instance works, and no more once another has taken over.
   */
  public SyncReport sync(boolean sweep) {
    turn.lock();
    try {
      return tenure.claim(term -> sync(term, sweep), SyncReport::standingBy);
    } finally {
      turn.unlock();
    }
  }

  private SyncReport sync(Term term, boolean sweep) {
    RunContext run = context(term, Transactions.committing(store));
    return new SyncRun(entities, run, waiting)
        .go(
            () -> {
              recover(term);
              term.rewinds.check(entities, run);
            },
            sweep,
            () -> housekeeping.run(run));
  }

  private void recover(Term term) {
    new Recovery(entities, store, term, limits.intakeRows()).run();
  }

  /**
   * What {@link #sync} would do now, worked out in a transaction that is undone.
   *
   * @param writesPerFlow how many writes it names at most of each flow; it counts them all
   * @throws io.syncline.store.NotHolder where another instance works
   */
  public Plan preview(int writesPerFlow) {
    return preview(writesPerFlow, run -> {});
  }

  private Plan preview(int writesPerFlow, Consumer<RunContext> before) {
    turn.lock();
    try {
      return tenure.require(term -> preview(term, writesPerFlow, before));
    } finally {
      turn.unlock();
    }
  }

  private Plan preview(Term term, int writesPerFlow, Consumer<RunContext> before) {
    try (StoreTransaction undone = store.begin()) {
      Transactions within = Transactions.within(undone);
      RunContext run = context(term, within, new Listings(), term.rewinds.copy());
      before.accept(run);
      return new PreviewRun(entities, run, new SyncRun(entities, run, waiting), writesPerFlow).go();
    }
  }

  /**
   * Reads native records again, takes them in as they are, and runs until nothing moves. Does
   * nothing where another instance works.
   */
  public SyncReport repair(SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys) {
    turn.lock();
    try {
      return tenure.claim(term -> repair(term, entity, keys), SyncReport::standingBy);
    } finally {
      turn.unlock();
    }
  }

  private SyncReport repair(
      Term term, SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys) {
    RunContext run = context(term, Transactions.committing(store));
    return new SyncRun(entities, run, waiting)
        .go(
            () -> {
              recover(term);
              reread(entity, keys, run);
            },
            false,
            () -> {});
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

  /**
   * Makes one change to the state that a person asked for, in a transaction of its own.
   *
   * @throws io.syncline.store.NotHolder where another instance works: ask that one
   */
  public <T> T change(Function<Change, T> work) {
    turn.lock();
    try {
      return tenure.require(
          term ->
              Transactions.committing(store)
                  .call(
                      transaction ->
                          work.apply(
                              new Change(
                                  transaction, context(term, Transactions.within(transaction))))));
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
   * @throws io.syncline.store.NotHolder where another instance works
   */
  public long forget(SyncEntity entity, SystemId system) {
    turn.lock();
    try {
      return tenure.require(
          term -> {
            recover(term);
            RunContext run = context(term, Transactions.committing(store));
            return new Leaving(entity, system, run).sweep();
          });
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

  /** Gives the other instances a sign of life. Waits for nothing but the store. */
  void renewLease() {
    tenure.renew();
  }

  Instance instance() {
    return instance;
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

  private RunContext context(Term term, Transactions transactions) {
    return context(term, transactions, term.listings, term.rewinds);
  }

  private RunContext context(
      Term term, Transactions transactions, Listings begun, Rewinds compares) {
    return new RunContext(
        transactions,
        term.lease,
        new Tally(listener),
        clock,
        term.count,
        limits,
        pauses,
        term.openCreates,
        begun,
        compares,
        order,
        new HashMap<>(),
        term.identity);
  }
}
