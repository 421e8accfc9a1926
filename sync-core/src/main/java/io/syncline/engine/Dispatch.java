package io.syncline.engine;

import io.syncline.spi.AdapterException;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends writes in batches and brings home one outcome each, whatever the adapter does: a call that
 * fails before anything can have happened leaves its writes unavailable, any other leaves them
 * unknown.
 */
final class Dispatch {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final FlowName name;

  Dispatch(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.name = new FlowName(entity.name(), flow.system());
  }

  /** Answers as {@link #send} does; until they are asked for, the system may still be writing. */
  Supplier<List<Answered>> begin(List<Outgoing> writes) {
    boolean whole =
        !writes.isEmpty()
            && writes.size() <= flow.dataset().capabilities().maxBatchRows()
            && writes.stream().allMatch(this::isToBeSent)
            && !isLeftAlone();
    if (whole) {
      return beginBatch(writes);
    }
    List<Answered> answered = send(writes);
    return () -> answered;
  }

  List<Answered> send(List<Outgoing> writes) {
    List<Answered> answered = new ArrayList<>(writes.size());
    int most = flow.dataset().capabilities().maxBatchRows();
    List<Outgoing> fitting = new ArrayList<>();
    for (Outgoing write : writes) {
      if (isToBeSent(write)) {
        fitting.add(write);
      } else {
        answered.add(new Answered(write, refused(write)));
      }
    }
    for (List<Outgoing> batch : Slices.of(fitting, most)) {
      answered.addAll(isLeftAlone() ? notAttempted(batch) : beginBatch(batch).get());
    }
    return answered;
  }

  /** For writes that are planned and not to be sent now. */
  static List<Answered> notAttempted(List<Outgoing> batch) {
    return all(batch, write -> new WriteOutcome.NotAttempted());
  }

  private boolean isLeftAlone() {
    return run.backOff().isOn(flow.system())
        || run.admission().notWritten(name).isPresent()
        || !run.mayWrite();
  }

  private boolean isToBeSent(Outgoing write) {
    return takesKind(write) && write.fits();
  }

  private boolean takesKind(Outgoing write) {
    return flow.dataset().capabilities().writes().contains(write.write().kind());
  }

  private WriteOutcome refused(Outgoing write) {
    return takesKind(write) ? refusedByMapping(write) : refusedByKind(write);
  }

  private Supplier<List<Answered>> beginBatch(List<Outgoing> batch) {
    Writer writer =
        flow.dataset()
            .writer()
            .orElseThrow(() -> new AdapterException.Unsupported("no writer: " + flow.system()));
    List<Write> writes = batch.stream().map(Outgoing::write).toList();
    run.watch().step(Phase.WRITE, name);
    Supplier<List<Answered>> call =
        run.writeLane()
            .begin(() -> answers(batch, () -> writer.write(writes, run.limits().call())));
    return () -> ended(batch, call.get());
  }

  /** Whatever the call does, each write has an answer. */
  private List<Answered> answers(List<Outgoing> batch, Supplier<List<WriteOutcome>> call) {
    try {
      return pair(batch, call.get());
    } catch (AdapterException.Unreachable | AdapterException.AuthFailed e) {
      LOG.warn("{} {}: {}", flow.system(), entity.name(), e.getMessage());
      return all(batch, write -> new WriteOutcome.Unavailable(Duration.ZERO, text(e)));
    } catch (RuntimeException e) {
      LOG.warn("{} {}: a batch of writes failed", flow.system(), entity.name(), e);
      return all(batch, write -> new WriteOutcome.Unknown(text(e)));
    }
  }

  private List<Answered> ended(List<Outgoing> batch, List<Answered> answered) {
    run.watch().progress();
    run.readDelays().wrote(new FlowName(entity.name(), flow.system()), flow, run.clock().instant());
    heed(answered);
    run.tally().progress(Phase.WRITE, entity.name(), flow.system(), batch.size());
    return answered;
  }

  private static List<Answered> pair(List<Outgoing> batch, List<WriteOutcome> outcomes) {
    if (outcomes.size() != batch.size()) {
      throw new IllegalStateException(
          "must answer each write once: writes=" + batch.size() + " outcomes=" + outcomes.size());
    }
    List<Answered> answered = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      answered.add(new Answered(batch.get(i), outcomes.get(i)));
    }
    return answered;
  }

  private static List<Answered> all(
      List<Outgoing> batch, Function<Outgoing, WriteOutcome> outcome) {
    return batch.stream().map(write -> new Answered(write, outcome.apply(write))).toList();
  }

  /** Leaves the system alone as the outcomes of one call ask; many of a kind are one failure. */
  private void heed(List<Answered> answered) {
    boolean failed = false;
    boolean applied = false;
    for (Answered each : answered) {
      WriteOutcome outcome = each.outcome();
      if (outcome instanceof WriteOutcome.Throttled throttled) {
        run.backOff().until(flow.system(), throttled.until());
      } else if (outcome instanceof WriteOutcome.Unavailable unavailable) {
        run.backOff().until(flow.system(), run.clock().instant().plus(unavailable.after()));
      }
      failed |=
          outcome instanceof WriteOutcome.Unavailable || outcome instanceof WriteOutcome.Unknown;
      applied |= outcome instanceof WriteOutcome.Applied;
    }
    if (failed) {
      run.backOff().failed(flow.system());
    } else if (applied) {
      run.backOff().answered(flow.system());
    }
  }

  private static WriteOutcome refusedByKind(Outgoing write) {
    return new WriteOutcome.Rejected(
        "unsupported", "the system takes none: kind=" + write.write().kind(), List.of());
  }

  private static WriteOutcome refusedByMapping(Outgoing write) {
    return new WriteOutcome.Rejected("mapping", write.why(), List.of());
  }

  private static String text(RuntimeException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
