package io.syncline.engine;

import io.syncline.model.LargeObject;
import io.syncline.model.RecordId;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.WriteKind;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BulkProgress;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.store.Flag;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends many pending writes of one flow by a job of its system, where that has jobs. While a job is
 * under way, nothing else is written by the flow, and what users edit meanwhile waits.
 *
 * <p>A job carries first attempts that nothing stands in the way of, in the order of the records,
 * and each record once: whatever it did not apply goes by the {@link io.syncline.spi.Writer}, which
 * settles what waits for each other. So does all else up to the last record that was looked at for
 * a job, until nothing of that is pending.
 *
 * <p>The ticket and what the job carries are stored before it may begin: a crash continues the same
 * job.
 */
final class BulkWriting {

  /** The most writes of one job, whatever the system takes. */
  static final int MOST_ROWS = 10_000;

  /** About the most bytes of values of one job, whatever the system takes: they are in memory. */
  static final long MOST_BYTES = 16L << 20;

  /** A job that takes longer is stopped, and what became of its writes is unknown. */
  static final Duration LONGEST = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(BulkWriting.class);

  /** Picks the next batch of first attempts above a record. */
  @FunctionalInterface
  interface Pick {
    Optional<Picked> next(StoreTransaction transaction, long after, PageRows rows);
  }

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final FlowName name;
  private final BulkJobs jobs;
  private final BulkJobNotes notes;

  BulkWriting(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.name = new FlowName(entity.name(), flow.system());
    this.jobs = run.jobs();
    this.notes = new BulkJobNotes(name);
  }

  boolean isUnderWay() {
    return jobs.of(name).isPresent();
  }

  /** Goes on with the job that is under way, if one is; whether anything was done. */
  boolean goOn() {
    Optional<BulkJob> job = jobs.of(name);
    return job.isPresent()
        && jobs.isDue(name, run.clock().instant())
        && attempt(() -> goOn(job.get()));
  }

  private boolean goOn(BulkJob job) {
    Optional<BulkWriter> bulk = flow.dataset().bulkWriter();
    if (bulk.isEmpty()) {
      return end(job, outcome("the system has no jobs any more"));
    }
    if (job.begun().plus(LONGEST).isBefore(run.clock().instant())) {
      LOG.warn("{} {}: a job takes too long: {}", name.system(), name.entity(), job.ticket());
      call(() -> bulk.get().abort(job.ticket(), run.limits().call()));
      return end(job, outcome("the job took longer than " + LONGEST));
    }
    return job.submitted() ? look(bulk.get(), job) : submit(bulk.get(), job);
  }

  /**
   * The last record up to which the writer may write now; those behind it are left for the next
   * job.
   */
  long writerUpTo() {
    Optional<Capabilities.Bulk> can = flow.dataset().capabilities().bulk();
    if (can.isEmpty() || !mayBegin()) {
      return Long.MAX_VALUE;
    }
    return run.transactions()
        .call(
            transaction -> {
              if (pending(transaction, 0, 1).stream()
                  .allMatch(id -> id.value() > jobs.tried(name))) {
                jobs.tried(name, 0);
              }
              int least = can.get().leastRows();
              boolean enough = pending(transaction, jobs.tried(name), least).size() >= least;
              return enough ? jobs.tried(name) : Long.MAX_VALUE;
            });
  }

  private List<RecordId> pending(StoreTransaction transaction, long after, int most) {
    return transaction.flagged(Flag.PENDING, name.entity(), name.system(), after, most);
  }

  private boolean mayBegin() {
    return flow.dataset().bulkWriter().isPresent() && mayWrite();
  }

  private boolean mayWrite() {
    return flow.takesWrites()
        && run.admission().notWritten(name).isEmpty()
        && !run.backOff().isOn(name, BackOff.Use.WRITING)
        && run.mayWrite();
  }

  /**
   * Begins a job with what is pending behind all that was looked at for one before. What is picked
   * and not carried is left to the writer; whether there is such, or a job.
   */
  boolean begin(Pick pick) {
    if (!mayBegin()) {
      return false;
    }
    Capabilities.Bulk can = flow.dataset().capabilities().bulk().orElseThrow();
    long most = Math.min(can.mostRows(), MOST_ROWS);
    long mostBytes = Math.min(can.mostBytes(), MOST_BYTES);
    PageRows rows = new PageRows((int) Math.min(run.limits().writeRows(), most));
    List<BulkJob.Carried> carried = new ArrayList<>();
    Optional<String> first = Optional.empty();
    long bytes = 0;
    boolean planned = false;
    boolean more = true;
    while (more && carried.size() + rows.next() <= most && bytes < mostBytes) {
      Optional<Picked> picked =
          run.transactions().call(transaction -> pick.next(transaction, jobs.tried(name), rows));
      more = picked.map(Picked::more).orElse(false);
      if (picked.isEmpty()) {
        break;
      }
      planned |= !picked.get().toSend().isEmpty();
      jobs.tried(name, picked.get().last());
      bytes += picked.get().weight();
      for (Outgoing write : picked.get().outgoing(entity, flow, run.identity())) {
        if (write.inFlight().kind() == WriteKind.CREATE) {
          run.openCreates().add(name.entity(), name.system(), write.record().id());
        }
        if (suits(write)) {
          carried.add(new BulkJob.Carried(write.record().id(), write.inFlight().number()));
          first = first.or(() -> Optional.of(write.write().id()));
        }
      }
    }
    String named = first.orElse("");
    return carried.size() >= can.leastRows()
        ? attempt(() -> open(named, carried)) || planned
        : planned;
  }

  private boolean suits(Outgoing write) {
    return write.fits()
        && flow.dataset().capabilities().writes().contains(write.write().kind())
        && write.write().fields().toMap().values().stream()
            .allMatch(value -> LargeObject.of(value).isEmpty());
  }

  private boolean open(String first, List<BulkJob.Carried> carried) {
    BulkWriter bulk = flow.dataset().bulkWriter().orElseThrow();
    String ticket = call(() -> bulk.open(first, run.limits().call()));
    BulkJob job = new BulkJob(ticket, false, run.clock().instant(), carried);
    run.transactions()
        .call(
            transaction -> {
              notes.save(transaction, job);
              return true;
            });
    jobs.put(name, job);
    return submit(bulk, job);
  }

  private boolean submit(BulkWriter bulk, BulkJob job) {
    if (!mayWrite()) {
      return false;
    }
    List<Write> writes = load(job).stream().map(Outgoing::write).toList();
    try {
      if (!writes.isEmpty()) {
        call(() -> bulk.submit(job.ticket(), writes, run.limits().call()));
      }
    } catch (AdapterException.Unsupported e) {
      LOG.warn("{} {}: a job was not taken: {}", name.system(), name.entity(), e.getMessage());
      return end(job, write -> new WriteOutcome.NotAttempted());
    }
    BulkJob submitted = job.asSubmitted();
    run.transactions()
        .call(
            transaction -> {
              notes.saveState(transaction, submitted);
              return true;
            });
    jobs.put(name, submitted);
    LOG.info(
        "{} {}: a job of {} writes: {}", name.system(), name.entity(), writes.size(), job.ticket());
    return true;
  }

  private boolean look(BulkWriter bulk, BulkJob job) {
    return call(() -> bulk.poll(job.ticket(), run.limits().call()))
        .match(
            new BulkProgress.Cases<>() {
              @Override
              public Boolean running(BulkProgress.Running progress) {
                jobs.lookAt(name, run.clock().instant().plus(progress.again()));
                return false;
              }

              @Override
              public Boolean ended(BulkProgress.Ended progress) {
                return settle(bulk, job);
              }

              @Override
              public Boolean lost(BulkProgress.Lost progress) {
                return end(job, outcome(progress.why()));
              }
            });
  }

  private boolean settle(BulkWriter bulk, BulkJob job) {
    List<Outgoing> writes = load(job);
    List<Write> asked = writes.stream().map(Outgoing::write).toList();
    List<WriteOutcome> outcomes =
        asked.isEmpty()
            ? List.of()
            : call(() -> bulk.outcomes(job.ticket(), asked, run.limits().call()));
    run.readDelays().wrote(name, flow, run.clock().instant());
    run.backOff().answered(name.system());
    run.tally().progress(Phase.WRITE, name.entity(), name.system(), writes.size());
    return end(job, Dispatch.pair(writes, outcomes));
  }

  private static Function<Outgoing, WriteOutcome> outcome(String unknown) {
    return write -> new WriteOutcome.Unknown(unknown);
  }

  private boolean end(BulkJob job, Function<Outgoing, WriteOutcome> outcome) {
    return end(
        job, load(job).stream().map(write -> new Answered(write, outcome.apply(write))).toList());
  }

  /** The outcomes and the end of the job are one transaction. */
  private boolean end(BulkJob job, List<Answered> answered) {
    Set<RecordId> all = new LinkedHashSet<>();
    answered.forEach(each -> all.add(each.write().record().id()));
    run.transactions()
        .call(
            transaction -> {
              new Acknowledgement(entity, flow, run, transaction).take(new Arrived(answered, all));
              notes.forget(transaction, job);
              return true;
            });
    jobs.ended(name);
    return true;
  }

  /** Its writes, but for those that are not in flight any more. */
  private List<Outgoing> load(BulkJob job) {
    return run.transactions()
        .call(
            transaction -> {
              List<RecordId> ids = job.writes().stream().map(BulkJob.Carried::record).toList();
              Map<RecordId, StoredRecord> records = transaction.load(name.entity(), ids);
              List<Picked.Intent> intents = new ArrayList<>(ids.size());
              for (BulkJob.Carried each : job.writes()) {
                Optional<StoredRecord> record = Optional.ofNullable(records.get(each.record()));
                record
                    .flatMap(found -> inFlight(found, each.number()))
                    .ifPresent(write -> intents.add(new Picked.Intent(record.get(), write)));
              }
              RecordsToKeys keys =
                  RecordsToKeys.of(
                      flow,
                      transaction,
                      intents.stream().map(each -> each.record().state()).toList());
              return new Picked(List.of(), intents, keys, job.last(), false)
                  .outgoing(entity, flow, run.identity());
            });
  }

  private Optional<InFlight> inFlight(StoredRecord record, long number) {
    return record
        .state()
        .holding(name.system())
        .flatMap(Holding::inFlight)
        .filter(write -> write.number() == number);
  }

  /** A step that fails is tried again later: it can be repeated. */
  private boolean attempt(BooleanSupplier step) {
    try {
      return step.getAsBoolean();
    } catch (AdapterException.ReadThrottled e) {
      run.backOff().throttled(name, BackOff.Use.WRITING, e.until());
    } catch (AdapterException | IllegalStateException e) {
      LOG.warn("{} {}: a step of a job failed", name.system(), name.entity(), e);
      run.backOff().failed(name.system(), e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return false;
  }

  private void call(Runnable step) {
    call(
        () -> {
          step.run();
          return true;
        });
  }

  private <T> T call(Supplier<T> step) {
    run.watch().step(Phase.WRITE, name);
    T answer = AdapterCall.of(flow, step);
    run.watch().progress();
    return answer;
  }
}
