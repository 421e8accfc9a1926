package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.plan.Risk;
import io.syncline.reconcile.WriteKind;
import io.syncline.spi.AdapterException;
import io.syncline.store.StoreTransaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does what is pending for one flow: owed reads, then planning, then writes, a batch at a time. The
 * outcomes of one batch and the plans of another are one transaction, made while the batch between
 * them is sent. Memory holds three batches.
 *
 * <p>Writes are made durable before they are sent; a crash after that repeats them under the same
 * id, which is harmless.
 */
final class Settler {

  private static final Set<Risk> EVERY_WRITE = Set.of(Risk.CREATES, Risk.UPDATES, Risk.DELETES);

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final Dispatch dispatch;
  private final Doubted doubted;
  private final FlowName name;
  private final boolean writes;
  private final Set<Risk> later;
  private final PageRows rows;
  private Optional<Guarding.Verdict> guards = Optional.empty();

  /**
   * @param later writes of these kinds are left for another pass
   */
  Settler(SyncEntity entity, Flow flow, RunContext run, Set<Risk> later) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.name = new FlowName(entity.name(), flow.system());
    this.writes = run.admission().notWritten(name).isEmpty();
    this.later = writes ? later : EVERY_WRITE;
    this.dispatch = new Dispatch(entity, flow, run);
    this.doubted = new Doubted(entity.name(), flow.system());
    this.rows = new PageRows(run.limits().writeRows());
  }

  /**
   * Goes once over all that is pending, or on with a job that is under way; whether anything was
   * done.
   */
  boolean pass() {
    BulkWriting bulk = new BulkWriting(entity, flow, run);
    boolean moved = bulk.goOn();
    if (bulk.isUnderWay()) {
      return moved;
    }
    long upTo = bulk.writerUpTo();
    moved |= upTo > 0 && pass(upTo);
    if (upTo < Long.MAX_VALUE) {
      moved |= bulk.begin(this::firstAttempts);
      if (!bulk.isUnderWay() && !isStopped()) { // too few of them suit a job
        moved |= pass(Long.MAX_VALUE);
      }
    }
    return moved;
  }

  private Optional<Picked> firstAttempts(StoreTransaction transaction, long after, PageRows next) {
    return new Picking(entity, flow, run, transaction, guards(transaction), doubted)
        .firstAttempts()
        .next(after, Long.MAX_VALUE, next);
  }

  private boolean pass(long upTo) {
    Sending sending = Sending.nothing();
    try {
      boolean moved = false;
      Arrived arrived = Arrived.nothing();
      long after = 0;
      while (true) {
        Step step = acknowledgeAndPick(arrived, after, upTo); // while the batch before is sent
        Optional<Picked> next = step.picked();
        moved |= step.acknowledged().told() > 0;
        arrived = sending.arrived(step.acknowledged().changed());
        sending = Sending.nothing();
        if (next.isEmpty()) {
          return acknowledge(arrived) || moved;
        }
        Picked picked = next.get();
        if (!picked.toRead().isEmpty()) { // it reads what was answered
          moved |= acknowledge(arrived);
          arrived = Arrived.nothing();
        }
        after = picked.last();
        moved |= read(picked.toRead());
        boolean alone = !picked.more() || picked.weight() > Weight.MOST_BESIDE || isStopped();
        sending = send(picked, alone ? Overlap.inTurn() : run.overlap());
        if (alone) {
          arrived = arrived.with(sending.arrived(Set.of()));
          sending = Sending.nothing();
          if (isStopped()) {
            return acknowledge(arrived) || moved;
          }
        }
      }
    } finally {
      sending.await();
    }
  }

  /** Where the system is to be left alone, the answers say that nothing was attempted. */
  private Sending send(Picked picked, Overlap overlap) {
    for (Picked.Intent each : picked.toSend()) {
      if (each.inFlight().kind() == WriteKind.CREATE) {
        run.openCreates().add(entity.name(), flow.system(), each.record().id());
      }
    }
    return Sending.begin(
        overlap, picked, () -> dispatch.send(picked.outgoing(entity, flow, run.identity())));
  }

  /** Where nothing may be written from the begin, it still reads. */
  private boolean isStopped() {
    Admission admission = run.admission();
    return run.backOff().isOn(name, BackOff.Use.WRITING)
        || (writes ? admission.notWritten(name) : admission.notRead(name)).isPresent();
  }

  private Step acknowledgeAndPick(Arrived arrived, long after, long upTo) {
    return run.transactions()
        .call(
            transaction -> {
              Acknowledgement.Done acknowledged =
                  new Acknowledgement(entity, flow, run, transaction).take(arrived);
              Guarding.Verdict verdict = guards(transaction);
              Optional<Picked> picked =
                  new Picking(entity, flow, run, transaction, verdict, doubted)
                      .next(after, upTo, rows);
              return new Step(acknowledged, picked);
            });
  }

  /** Looked at once in a pass: what its own answers change is for the next. */
  private Guarding.Verdict guards(StoreTransaction transaction) {
    if (guards.isEmpty()) {
      guards = Optional.of(new Guarding(entity, flow, run, transaction).look().leaving(later));
    }
    return guards.get();
  }

  /** Whether any of them tells something new. */
  private boolean acknowledge(Arrived arrived) {
    return !arrived.answered().isEmpty()
        && run.transactions()
                .call(
                    transaction ->
                        new Acknowledgement(entity, flow, run, transaction).take(arrived))
                .told()
            > 0;
  }

  /** A rate limit on reads stops no write: what is owed stays so. */
  private boolean read(List<NativeKey> keys) {
    if (keys.isEmpty() || run.backOff().isOn(name, BackOff.Use.READING)) {
      return false;
    }
    try {
      new Reading(entity, flow, run).takeIn(keys);
    } catch (AdapterException.ReadThrottled e) {
      run.backOff().throttled(name, BackOff.Use.READING, e.until());
      return false;
    }
    run.tally().progress(Phase.READ, entity.name(), flow.system(), keys.size());
    return true;
  }

  /** What one transaction did. */
  private record Step(Acknowledgement.Done acknowledged, Optional<Picked> picked) {}
}
