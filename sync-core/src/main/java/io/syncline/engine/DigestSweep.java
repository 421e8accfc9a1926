package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.SchemaReader;
import io.syncline.store.Flag;
import io.syncline.store.FlowProgress;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists one flow's dataset at the cost of what changed, where the system sums up the versions of
 * its records itself.
 *
 * <p>The hub keeps, for ranges that cover all keys, the sum of the versions that were listed there
 * last, each of which it held then. A record of which it holds something else since is marked. So
 * where a sum is what it was, every unmarked record of the range is as the hub holds it; what is
 * marked is read by key; and of a range whose sum is another, keys and versions are listed. No
 * order of keys is known here but by the ranges, whose members are kept.
 *
 * <p>What was listed before and is not any more is gone by the rules of every listing. The first
 * sweep lists all ranges, and misses what none of them has. A sweep that is interrupted begins
 * again, and finds equal what it had compared.
 */
final class DigestSweep {

  /** With more marked records left than this, the next sweep begins anew. */
  static final int MOST_LEFT = 1_000;

  /** The most records that are digested as one range. */
  static final long MOST_AT_ONCE = 10_000_000;

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final RangeDigester digester;
  private final SweptRanges kept;
  private final SweepMarks marks = new SweepMarks();
  private final Absences absences;

  DigestSweep(SyncEntity entity, Flow flow, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.digester = flow.dataset().rangeDigester().orElseThrow();
    this.kept = new SweptRanges(entity.name(), flow.system());
    this.absences = new Absences(entity, flow, run);
  }

  /** Whether the flow can be swept so now: it was listed once, row by row, and is believed. */
  static boolean fits(SyncEntity entity, Flow flow, RunContext run) {
    FlowProgress progress = run.progress(entity, flow);
    return flow.isSweptByDigest()
        && progress.listed()
        && progress.scan().isEmpty()
        && (progress.feed().isPresent() || flow.dataset().changeFeed().isEmpty())
        && !run.rewinds().isComparing(entity, flow);
  }

  /** Whether any record changed. */
  boolean run() {
    Instant began = run.clock().instant();
    boolean changed = !isUnchanged(begun(function())) && compare();
    changed |= absences.lookAgainAtParked(began);
    new AliasSweep(entity, flow, run).go();
    return changed;
  }

  /** What the digests depend on: where it is another, no version is what it was. */
  private String function() {
    Optional<SchemaReader> schema = flow.dataset().schemaReader();
    String fields =
        schema.isEmpty()
            ? ""
            : run.read(entity, flow, Phase.LIST, () -> schema.get().describe(run.limits().call()))
                .fingerprint();
    return String.join(" ", digester.function(), flow.dataset().spec().toString(), fields);
  }

  /** The summary to go on with; a new one where there is none that fits. */
  private SweepSummary begun(String function) {
    Optional<SweepSummary> before = run.transactions().call(kept::summary);
    return before
        .filter(summary -> summary.function().equals(function) && !summary.isCrowded())
        .orElseGet(() -> beginAnew(function));
  }

  private SweepSummary beginAnew(String function) {
    run.transactions().call(this::forget);
    List<SweptRange> old = first();
    while (!old.isEmpty()) {
      List<SweptRange> gone = old;
      run.transactions().call(transaction -> remove(gone, transaction));
      old = first();
    }
    long linked =
        run.transactions()
            .call(transaction -> transaction.countLinked(entity.name(), flow.system()));
    SweepSummary empty = SweepSummary.begun(function, linked, run.limits().readRows());
    List<RangeDigest> parts =
        run.read(
            entity,
            flow,
            Phase.LIST,
            () -> digester.cut(KeyRange.all(), empty.rows(), run.limits().call()));
    return run.transactions().call(transaction -> begin(empty, parts, transaction));
  }

  private boolean forget(StoreTransaction transaction) {
    kept.forgetSummary(transaction);
    return true;
  }

  private List<SweptRange> first() {
    return run.transactions()
        .call(transaction -> kept.after(transaction, 0, RangePass.RANGES_PER_CALL));
  }

  private boolean remove(List<SweptRange> ranges, StoreTransaction transaction) {
    kept.remove(transaction, ranges);
    return true;
  }

  /** From here on, what the hub learns is marked; none of the ranges is listed yet. */
  private SweepSummary begin(
      SweepSummary empty, List<RangeDigest> parts, StoreTransaction transaction) {
    SweepSummary summary = empty;
    List<SweptRange> ranges = new ArrayList<>();
    for (RangeDigest part : parts) {
      SweptRange range = SweptRange.notListed(summary.next(), part.range(), List.of());
      summary = summary.with(range);
      ranges.add(range);
    }
    kept.put(transaction, ranges, run.clock().instant());
    kept.save(transaction, summary, run.clock().instant());
    return summary;
  }

  private RangeDigest whole() {
    return run.read(
            entity,
            flow,
            Phase.LIST,
            () -> digester.digest(List.of(KeyRange.all()), run.limits().call()))
        .get(0);
  }

  /** One digest of all where the hub itself changed nothing, and one call can take it. */
  private boolean isUnchanged(SweepSummary summary) {
    return summary.whole()
        && summary.digest().count() <= MOST_AT_ONCE
        && countMarked() == 0
        && summary.digest().agrees(whole());
  }

  private long countMarked() {
    return run.transactions()
        .call(transaction -> transaction.countFlagged(Flag.UNSWEPT, entity.name(), flow.system()));
  }

  private boolean compare() {
    RangePass pass = new RangePass(entity, flow, run, digester, marks);
    boolean changed = pass.over();
    SweepSummary summary = run.transactions().call(kept::summary).orElseThrow();
    if (!summary.whole()) {
      markUnplaced();
    }
    UnsweptRecords unswept = new UnsweptRecords(entity, flow, run);
    changed |= unswept.read();
    List<NativeKey> missing = absences.keys(marks.missing());
    long linked = summary.held() + (summary.whole() ? 0 : missing.size());
    changed |= absences.take(missing, linked, marks.isEmpty());
    changed |= pass.again(marks.again());
    unswept.forgetGone(marks);
    run.transactions().call(this::complete);
    return changed;
  }

  /** Of the first sweep: what the hub holds, and no range has. */
  private void markUnplaced() {
    long after = 0;
    List<RecordId> ids = next(after);
    while (!ids.isEmpty()) {
      marks.missing(ids.stream().filter(id -> !marks.isPlaced(id)).toList());
      after = ids.get(ids.size() - 1).value();
      ids = next(after);
    }
  }

  private List<RecordId> next(long after) {
    return run.transactions()
        .call(transaction -> transaction.records(entity.name(), after, run.limits().intakeRows()));
  }

  private boolean complete(StoreTransaction transaction) {
    SweepSummary summary = kept.summary(transaction).orElseThrow();
    if (transaction.countFlagged(Flag.UNSWEPT, entity.name(), flow.system()) > MOST_LEFT) {
      kept.forgetSummary(transaction);
    } else if (!summary.whole()) {
      kept.save(transaction, summary.completed(), run.clock().instant());
    }
    return true;
  }
}
