package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Puts the parts of each run together. Used by whoever has the engine's turn. */
final class Runs {

  private final List<SyncEntity> entities;
  private final StateStore store;
  private final InstantSource clock;
  private final Conduct conduct;
  private final Waiting waiting;
  private final RunLog log;
  private final BackOff backOff;
  private final EntityOrder order;
  private final Housekeeping housekeeping;

  Runs(
      List<SyncEntity> entities,
      StateStore store,
      InstantSource clock,
      Conduct conduct,
      Waiting waiting,
      RunLog log) {
    this.entities = entities;
    this.store = store;
    this.clock = clock;
    this.conduct = conduct;
    this.waiting = waiting;
    this.log = log;
    this.backOff = new BackOff(clock);
    this.order = new EntityOrder(entities);
    this.housekeeping = new Housekeeping(entities);
  }

  /** Reads the same of every flow, and runs until nothing moves. */
  SyncReport sync(Term term, Reads reads) {
    RunContext run = context(term);
    return sync(term, run, all(reads, run));
  }

  private SyncReport sync(Term term, RunContext run, SyncRun work) {
    SyncReport report =
        work.go(
            () -> {
              recover(term);
              term.rewinds.check(entities, run);
            },
            () -> housekeeping.run(run));
    return log.ended(report, work.caughtUp());
  }

  /**
   * Runs for what is due, if anything is.
   *
   * @return when to look again; empty where another instance has taken over
   */
  Optional<Instant> due(Term term, Agenda agenda) {
    RunContext run = context(term);
    Instant began = clock.instant();
    Optional<Map<FlowName, Reads>> due = agenda.due(run);
    if (due.isPresent()) {
      SyncRun work = new SyncRun(entities, run, waiting, due.get()).waitingShortly();
      SyncReport report = sync(term, run, work);
      if (report.standBy().isPresent()) {
        return Optional.empty();
      }
      agenda.ran(due.get(), began, work.done(), report.settled(), run);
    }
    return Optional.of(agenda.next(run));
  }

  /** Takes native records in as they are, and runs until nothing moves. */
  SyncReport repair(Term term, SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys) {
    RunContext run = context(term);
    SyncRun work = all(Reads.CHANGES, run);
    SyncReport report =
        work.go(
            () -> {
              recover(term);
              reread(entity, keys, run);
            },
            () -> {});
    return log.ended(report, work.caughtUp());
  }

  /** Reads native records again; those of flows that are held back are left as they are. */
  static void reread(SyncEntity entity, SortedMap<SystemId, List<NativeKey>> keys, RunContext run) {
    keys.forEach(
        (system, some) -> {
          if (run.admission().notRead(new FlowName(entity.name(), system)).isEmpty()) {
            reread(entity, entity.flow(system), some, run);
          }
        });
  }

  private static void reread(SyncEntity entity, Flow flow, List<NativeKey> keys, RunContext run) {
    if (flow.dataset().pointReader().isPresent()) {
      Slices.of(keys, run.limits().intakeRows())
          .forEach(batch -> new Reading(entity, flow, run).takeIn(batch));
    } else {
      new Listing(entity, flow, run).run();
    }
  }

  /**
   * What {@link #sync} would do after {@code before}, worked out in a transaction that is undone.
   */
  Plan preview(Term term, int writesPerFlow, Consumer<RunContext> before) {
    try (StoreTransaction undone = store.begin()) {
      Transactions within = Transactions.within(undone);
      RunContext run = context(term, within, new Listings(), term.rewinds.copy());
      before.accept(run);
      return new PreviewRun(entities, run, all(Reads.CHANGES, run), writesPerFlow).go();
    }
  }

  /** What a person changes, within one transaction. */
  Change change(Term term, StoreTransaction transaction) {
    Transactions within = Transactions.within(transaction);
    return new Change(transaction, context(term, within, term.listings, term.rewinds));
  }

  /** How many records a system was swept from that takes part no more. */
  long forget(Term term, SyncEntity entity, SystemId system) {
    recover(term);
    return new Leaving(entity, system, context(term)).sweep();
  }

  private void recover(Term term) {
    new Recovery(entities, store, term, conduct.limits().intakeRows()).run();
  }

  private SyncRun all(Reads reads, RunContext run) {
    Map<FlowName, Reads> all = new HashMap<>();
    FlowName.all(entities).forEach(name -> all.put(name, reads));
    return new SyncRun(entities, run, waiting, all);
  }

  private RunContext context(Term term) {
    return context(term, Transactions.committing(store), term.listings, term.rewinds);
  }

  private RunContext context(
      Term term, Transactions transactions, Listings begun, Rewinds compares) {
    return new RunContext(
        new WatchedTransactions(transactions, log.watch()),
        term.lease,
        new Tally(conduct.listener()),
        clock,
        term.count,
        conduct.limits(),
        backOff,
        term.readDelays,
        term.openCreates,
        term.jobs,
        begun,
        compares,
        order,
        new Admission(term.paused, conduct.schedule(), clock),
        log.watch(),
        conduct.overlap(),
        new HashMap<>(),
        term.identity);
  }
}
