package io.syncline.engine;

import io.syncline.spi.AdapterException;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends writes in batches, while the run works on its state, and brings home one outcome each,
 * whatever the adapter does: a call that fails before anything can have happened leaves its writes
 * unavailable, any other leaves them unknown.
 */
final class Dispatch {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final FlowName name;
  private final HeldContents contents;

  Dispatch(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.name = new FlowName(entity.name(), flow.system());
    this.contents = new HeldContents(entity, flow, run.limits().call());
  }

  List<Answered> send(List<Outgoing> writes) {
    List<Answered> answered = new ArrayList<>(writes.size());
    int most = flow.dataset().capabilities().maxBatchRows();
    Set<WriteKind> kinds = flow.dataset().capabilities().writes();
    List<Outgoing> fitting = new ArrayList<>();
    for (Outgoing write : writes) {
      if (!kinds.contains(write.write().kind())) {
        answered.add(new Answered(write, refusedByKind(write)));
      } else if (write.fits()) {
        fitting.add(write);
      } else {
        answered.add(new Answered(write, refusedByMapping(write)));
      }
    }
    for (List<Outgoing> batch : Slices.of(fitting, most)) {
      answered.addAll(
          run.backOff().isOn(name, BackOff.Use.WRITING)
                  || run.admission().notWritten(name).isPresent()
                  || !run.mayWrite()
              ? all(batch, write -> new WriteOutcome.NotAttempted())
              : sendBatch(batch));
    }
    return answered;
  }

  private List<Answered> sendBatch(List<Outgoing> batch) {
    Writer writer =
        flow.dataset()
            .writer()
            .orElseThrow(() -> new AdapterException.Unsupported("no writer: " + flow.system()));
    List<Write> writes = batch.stream().map(contents::supply).toList();
    List<Answered> answered;
    run.watch().step(Phase.WRITE, name);
    try {
      answered = pair(batch, writer.write(writes, run.limits().call()));
    } catch (AdapterException.Unreachable | AdapterException.AuthFailed e) {
      LOG.warn("{} {}: {}", flow.system(), entity.name(), e.getMessage());
      answered = all(batch, write -> new WriteOutcome.Unavailable(Duration.ZERO, text(e)));
    } catch (RuntimeException e) {
      LOG.warn("{} {}: a batch of writes failed", flow.system(), entity.name(), e);
      answered = all(batch, write -> new WriteOutcome.Unknown(text(e)));
    }
    run.watch().progress();
    run.readDelays().wrote(new FlowName(entity.name(), flow.system()), flow, run.clock().instant());
    heed(answered);
    run.tally().progress(Phase.WRITE, entity.name(), flow.system(), batch.size());
    return answered;
  }

  static List<Answered> pair(List<Outgoing> batch, List<WriteOutcome> outcomes) {
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

  /**
   * Leaves the system alone as the outcomes of one call ask; many of a kind are one failure. A rate
   * limit stops the writing of this flow only.
   */
  private void heed(List<Answered> answered) {
    Optional<String> failed = Optional.empty();
    boolean applied = false;
    for (Answered each : answered) {
      WriteOutcome outcome = each.outcome();
      if (outcome instanceof WriteOutcome.Throttled throttled) {
        run.backOff().throttled(name, BackOff.Use.WRITING, throttled.until());
      } else if (outcome instanceof WriteOutcome.Unavailable unavailable) {
        run.backOff().until(flow.system(), run.clock().instant().plus(unavailable.after()));
        failed = Optional.of(unavailable.cause());
      } else if (outcome instanceof WriteOutcome.Unknown unknown) {
        failed = Optional.of(unknown.cause());
      }
      applied |= outcome instanceof WriteOutcome.Applied;
    }
    if (failed.isPresent()) {
      run.backOff().failed(flow.system(), failed.get());
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
