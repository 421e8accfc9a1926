package io.syncline.engine;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
  private final Waiting waiting;
  private final String identity;
  private final Lock turn = new ReentrantLock();
  private boolean recovered;

  public SyncEngine(
      List<SyncEntity> entities,
      StateStore store,
      InstantSource clock,
      HubLimits limits,
      SyncListener listener) {
    this.entities = List.copyOf(entities);
    this.store = store;
    this.clock = clock;
    this.limits = limits;
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
      return new SyncRun(entities, context(Transactions.committing(store)), waiting).go(sweep);
    } finally {
      turn.unlock();
    }
  }

  /** What {@link #sync} would do now, worked out in a transaction that is undone. */
  public Preview preview() {
    turn.lock();
    try (StoreTransaction undone = store.begin()) {
      RunContext run = context(Transactions.within(undone), new Listings());
      return new PreviewRun(entities, run, new SyncRun(entities, run, waiting)).go();
    } finally {
      turn.unlock();
    }
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
    return context(transactions, listings);
  }

  private RunContext context(Transactions transactions, Listings begun) {
    return new RunContext(
        transactions,
        new Tally(listener),
        clock,
        count,
        limits,
        pauses,
        openCreates,
        begun,
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
