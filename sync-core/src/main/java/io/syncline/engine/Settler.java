package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.plan.Risk;
import io.syncline.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Does what is pending for one flow: owed reads, then planning, then writes, a batch at a time. The
 * outcomes of one batch and the plans of the next are one transaction. Where there are more than
 * one batch holds, each is written on the {@link WriteLane} while the one before is acknowledged
 * and the one after is planned. Memory holds three batches.
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
  }

  /** Goes once over all that is pending; whether anything was done. */
  boolean pass() {
    boolean moved = false;
    Sent sent = new Sent(List.of(), acknowledgeAndPick(List.of(), 0));
    while (!sent.next().isEmpty()) {
      Picked picked = sent.next();
      List<Answered> before = sent.answered();
      if (!picked.toRead().isEmpty()) { // after what was answered is taken in
        moved |= acknowledge(before) > 0;
        before = List.of();
        moved |= read(picked.toRead());
      }
      sent = isWhole(picked) ? sendAhead(picked, before) : sendInTurn(picked, before);
      moved |= sent.next().acknowledged() > 0;
      if (isStopped()) {
        sent = sent.stopped();
      }
    }
    return acknowledge(sent.answered()) > 0 || moved;
  }

  /** A batch with as many records as it may have; there may be another. */
  private boolean isWhole(Picked picked) {
    return picked.looked() == run.limits().writeRows() && !picked.toSend().isEmpty();
  }

  private boolean isStopped() {
    return run.backOff().isOn(flow.system()) || isHeldBack();
  }

  /** While the batch is written, the one before is acknowledged, and the next one picked. */
  private Sent sendAhead(Picked picked, List<Answered> before) {
    Supplier<List<Answered>> call = dispatch.begin(picked.toSend());
    List<Answered> answered;
    Picked next;
    try {
      next = acknowledgeAndPick(before, picked.last());
    } finally {
      answered = call.get(); // nothing is written any more when a pass ends, however it ends
    }
    return new Sent(answered, next);
  }

  private Sent sendInTurn(Picked picked, List<Answered> before) {
    List<Answered> answered = new ArrayList<>(before);
    answered.addAll(dispatch.send(picked.toSend()));
    return isStopped()
        ? new Sent(answered, nothing())
        : new Sent(List.of(), acknowledgeAndPick(answered, picked.last()));
  }

  /** Where nothing may be written from the begin, it still reads. */
  private boolean isHeldBack() {
    Admission admission = run.admission();
    return (writes ? admission.notWritten(name) : admission.notRead(name)).isPresent();
  }

  private Picked acknowledgeAndPick(List<Answered> answered, long after) {
    return run.transactions()
        .call(
            transaction -> {
              int acknowledged = new Acknowledgement(entity, flow, run, transaction).take(answered);
              Guarding.Verdict verdict = guards(transaction);
              return new Picking(entity, flow, run, transaction, verdict, doubted)
                  .next(after)
                  .acknowledging(acknowledged);
            });
  }

  /** Looked at once in a pass: what its own answers change is for the next. */
  private Guarding.Verdict guards(StoreTransaction transaction) {
    if (guards.isEmpty()) {
      guards = Optional.of(new Guarding(entity, flow, run, transaction).look().leaving(later));
    }
    return guards.get();
  }

  private int acknowledge(List<Answered> answered) {
    if (answered.isEmpty()) {
      return 0;
    }
    return run.transactions()
        .call(transaction -> new Acknowledgement(entity, flow, run, transaction).take(answered));
  }

  private boolean read(List<NativeKey> keys) {
    if (keys.isEmpty()) {
      return false;
    }
    new Reading(entity, flow, run).takeIn(keys);
    run.tally().progress(Phase.READ, entity.name(), flow.system(), keys.size());
    return true;
  }

  /**
   * What became of a batch.
   *
   * @param answered what is still to be acknowledged
   * @param next the batch after it
   */
  private record Sent(List<Answered> answered, Picked next) {

    /** Where the next batch is not to be sent. */
    Sent stopped() {
      List<Answered> all = new ArrayList<>(answered);
      all.addAll(Dispatch.notAttempted(next.toSend()));
      return new Sent(all, nothing());
    }
  }

  /**
   * What one transaction picked.
   *
   * @param last the last record looked at
   * @param acknowledged how many answers were taken in before
   */
  record Picked(
      List<NativeKey> toRead, List<Outgoing> toSend, long last, int looked, int acknowledged) {

    boolean isEmpty() {
      return looked == 0;
    }

    Picked acknowledging(int count) {
      return new Picked(toRead, toSend, last, looked, count);
    }
  }

  static Picked nothing() {
    return new Picked(List.of(), List.of(), 0, 0, 0);
  }
}
