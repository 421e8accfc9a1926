package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.plan.Risk;
import io.syncline.store.StoreTransaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does what is pending for one flow: owed reads, then planning, then writes, a batch at a time. The
 * outcomes of one batch and the plans of the next are one transaction. Memory holds one batch.
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
    long after = 0;
    List<Answered> answered = List.of();
    while (true) {
      Picked picked = acknowledgeAndPick(answered, after);
      moved |= picked.acknowledged() > 0;
      answered = List.of();
      if (picked.isEmpty()) {
        return moved;
      }
      after = picked.last();
      moved |= read(picked.toRead());
      if (!picked.toSend().isEmpty()) {
        answered = dispatch.send(picked.toSend());
      }
      if (run.backOff().isOn(flow.system()) || isHeldBack()) {
        moved |= acknowledge(answered) > 0;
        return moved;
      }
    }
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
