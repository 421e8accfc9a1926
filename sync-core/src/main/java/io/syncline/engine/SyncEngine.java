package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.schedule.HubSchedule;
import io.syncline.spi.AdapterException;
import io.syncline.store.Holder;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
  private final Instance instance;
  private final HubSchedule schedule;
  private final Waiting waiting;
  private final Tenure tenure;
  private final RunLog log;
  private final Runs runs;
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
    this(entities, store, clock, Conduct.of(limits, listener, incarnations));
  }

  /** Where the store is shared, the engine's lease must be renewed: see {@link Heartbeat}. */
  public SyncEngine(
      List<SyncEntity> entities, StateStore store, InstantSource clock, Conduct conduct) {
    this.entities = List.copyOf(entities);
    this.store = store;
    this.clock = clock;
    this.instance = conduct.instance();
    this.schedule = conduct.schedule();
    this.waiting = new Waiting(clock);
    this.tenure = new Tenure(this.entities, store, instance, conduct.incarnations());
    this.log = new RunLog(this.entities, clock);
    this.runs = new Runs(this.entities, store, clock, conduct, waiting, log);
  }

  /**
   * Runs until nothing moves; with {@code sweep}, lists every dataset anew first. Does nothing
   * where another instance works, and no more once another has taken over.
   */
  public SyncReport sync(boolean sweep) {
    Reads reads = sweep ? Reads.ALL : Reads.CHANGES;
    return run(() -> tenure.claim(term -> runs.sync(term, reads), this::standBy));
  }

  /**
   * Reads what is due, and writes what that brings in to all systems. Does nothing where another
   * instance works.
   *
   * @return when to look again
   */
  Instant runDue(Agenda agenda) {
    Optional<Instant> next =
        run(
            () ->
                tenure.claim(
                    term -> runs.due(term, agenda),
                    holder -> {
                      standBy(holder);
                      return Optional.empty();
                    }));
    return next.orElseGet(() -> clock.instant().plus(instance.beat()));
  }

  private SyncReport standBy(Holder holder) {
    return log.ended(SyncReport.standingBy(holder), Set.of());
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
    return inTurn(() -> tenure.require(term -> runs.preview(term, writesPerFlow, before)));
  }

  /**
   * Reads native records again, takes them in as they are, and runs until nothing moves. Does
   * nothing where another instance works.
   */
  public SyncReport repair(SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys) {
    return run(() -> tenure.claim(term -> runs.repair(term, entity, keys), this::standBy));
  }

  /** What {@link #repair} would do now. */
  public Plan previewRepair(
      SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys, int writesPerFlow) {
    return preview(writesPerFlow, run -> Runs.reread(entity, keys, run));
  }

  /**
   * Makes one change to the state that a person asked for, in a transaction of its own.
   *
   * @throws io.syncline.store.NotHolder where another instance works: ask that one
   */
  public <T> T change(Function<Change, T> work) {
    return inTurn(
        () ->
            tenure.require(
                term ->
                    Transactions.committing(store)
                        .call(transaction -> work.apply(runs.change(term, transaction)))));
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
    return inTurn(() -> tenure.require(term -> runs.forget(term, entity, system)));
  }

  /**
   * Stops a flow, or without an entity a system with all its flows, in place of an earlier such
   * pause. Waits for no run: one that is under way heeds it from its next page or batch on.
   *
   * @throws io.syncline.store.NotHolder where another instance works: ask that one
   */
  public void pause(SystemId system, Optional<EntityName> entity, String by, String why) {
    Pause pause = new Pause(system, entity, by, why, clock.instant());
    tenure.changePauses(transaction -> PauseNotes.save(transaction, entities, pause));
    LOG.info("{}", pause);
  }

  /**
   * Ends such a pause, if there is one. A flow and its system are resumed each by itself.
   *
   * @throws io.syncline.store.NotHolder where another instance works: ask that one
   */
  public void resume(SystemId system, Optional<EntityName> entity, String by) {
    tenure.changePauses(transaction -> PauseNotes.forget(transaction, entities, system, entity));
    LOG.info("{} resumed {} of {}", by, entity.map(EntityName::name).orElse("all"), system);
    wake();
  }

  /** What people stopped. Asks no system, and waits for no run. */
  public List<Pause> paused() {
    return tenure.paused().all();
  }

  /**
   * Stores what a system sent, and waits for no run.
   *
   * @throws io.syncline.store.NotHolder where another instance works: nothing is stored
   */
  void deliver(Consumer<StoreTransaction> change) {
    tenure.change(change);
  }

  /** What the last run of this process did; empty before one ended. */
  public Optional<SyncReport> last() {
    return log.last();
  }

  /** What is under way; empty where nothing is. */
  Optional<Activity> activity() {
    return log.watch().activity();
  }

  /**
   * How the hub fares. Asks no system, and waits for no run.
   *
   * @param due when each flow is due by the schedule
   */
  HubHealth health(Map<FlowName, Instant> due) {
    Paused paused = tenure.paused();
    Instant now = clock.instant();
    Optional<Activity> run = activity();
    return new HubHealth(
        now,
        instance.name(),
        run,
        run.map(each -> each.stalls(now, schedule.stallAfter())).orElse(false),
        paused.all(),
        log.last(),
        log.broken(),
        log.flows(due, new Admission(paused, schedule, clock)));
  }

  public List<SyncEntity> entities() {
    return entities;
  }

  public boolean isClosed() {
    return waiting.isClosed();
  }

  /** Waits until {@code end}; false when the engine was closed meanwhile. */
  boolean waitUntil(Instant end) {
    try {
      waiting.until(end);
      return true;
    } catch (AdapterException.Cancelled e) {
      return false;
    }
  }

  /** Waits until {@code end} or {@link #wake}; false when the engine was closed meanwhile. */
  boolean waitUntilWoken(Instant end) {
    return waiting.untilWoken(end);
  }

  /** Ends the wait of whoever waits for what is due. */
  void wake() {
    waiting.wake();
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

  private <T> T run(Supplier<T> work) {
    return inTurn(() -> log.noting(work));
  }

  private <T> T inTurn(Supplier<T> work) {
    turn.lock();
    log.watch().begin();
    try {
      return work.get();
    } finally {
      log.watch().end();
      turn.unlock();
    }
  }
}
