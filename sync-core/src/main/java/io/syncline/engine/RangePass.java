package io.syncline.engine;

import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.store.StoreTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Goes over the ranges that are kept of a dataset, some hundred a call, and has those listed whose
 * digests are not what they were. A range that has grown too large is cut into several.
 */
final class RangePass {

  /** The most ranges of which digests are asked in one call. */
  static final int RANGES_PER_CALL = 1_000;

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final RangeDigester digester;
  private final SweptRanges kept;
  private final SweepMarks marks;
  private final RangeIntake intake;

  RangePass(
      SyncEntity entity, Flow flow, RunContext run, RangeDigester digester, SweepMarks marks) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.digester = digester;
    this.kept = new SweptRanges(entity.name(), flow.system());
    this.marks = marks;
    this.intake = new RangeIntake(entity, flow, run, digester, marks);
  }

  /** Goes over all of them, those that it makes too; whether any record changed. */
  boolean over() {
    boolean changed = false;
    List<SweptRange> page = after(0);
    while (!page.isEmpty()) {
      changed |= compare(page);
      page = after(page.get(page.size() - 1).number());
    }
    return changed;
  }

  private List<SweptRange> after(long number) {
    return run.transactions().call(transaction -> kept.after(transaction, number, RANGES_PER_CALL));
  }

  /** Lists these once more; whether any record changed. */
  boolean again(Collection<Long> numbers) {
    boolean changed = false;
    for (List<Long> some : Slices.of(List.copyOf(numbers), RANGES_PER_CALL)) {
      List<SweptRange> ranges = run.transactions().call(transaction -> kept.of(transaction, some));
      changed |= list(ranges, digests(ranges));
    }
    return changed;
  }

  private boolean compare(List<SweptRange> page) {
    List<RangeDigest> digests = digests(page);
    List<SweptRange> unequal = new ArrayList<>();
    List<RangeDigest> now = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      SweptRange range = page.get(i);
      if (range.agrees(digests.get(i))) {
        marks.placed(range.members());
        marks.there(digests.get(i).count());
      } else if (!cut(range, digests.get(i).count())) {
        marks.there(digests.get(i).count());
        unequal.add(range);
        now.add(digests.get(i));
      }
    }
    return list(unequal, now);
  }

  private List<RangeDigest> digests(List<SweptRange> ranges) {
    List<KeyRange> asked = ranges.stream().map(SweptRange::range).toList();
    return run.read(entity, flow, Phase.LIST, () -> digester.digest(asked, run.limits().call()));
  }

  /** As many ranges at once as a read may have rows. */
  private boolean list(List<SweptRange> ranges, List<RangeDigest> digests) {
    boolean changed = false;
    List<SweptRange> some = new ArrayList<>();
    long rows = 0;
    for (int i = 0; i < ranges.size(); i++) {
      if (!some.isEmpty() && rows + digests.get(i).count() > run.limits().readRows()) {
        changed |= intake.take(some);
        some = new ArrayList<>();
        rows = 0;
      }
      some.add(ranges.get(i));
      rows += digests.get(i).count();
    }
    return (!some.isEmpty() && intake.take(some)) || changed;
  }

  /** Cuts a range that is too large; whether it was. Its parts have greater numbers. */
  private boolean cut(SweptRange range, long count) {
    SweepSummary summary =
        run.transactions().call(transaction -> kept.summary(transaction).orElseThrow());
    if (!summary.isLarge(count)) {
      return false;
    }
    List<RangeDigest> parts =
        run.read(
            entity,
            flow,
            Phase.LIST,
            () -> digester.cut(range.range(), summary.rows(), run.limits().call()));
    return parts.size() > 1
        && run.transactions().call(transaction -> replace(range, parts, transaction));
  }

  /** The first part has all members, until they are listed elsewhere. */
  private boolean replace(SweptRange range, List<RangeDigest> parts, StoreTransaction transaction) {
    SweepSummary summary = kept.summary(transaction).orElseThrow().without(range);
    List<SweptRange> added = new ArrayList<>();
    for (RangeDigest part : parts) {
      SweptRange each =
          SweptRange.notListed(
              summary.next(), part.range(), added.isEmpty() ? range.members() : List.of());
      summary = summary.with(each);
      added.add(each);
    }
    kept.remove(transaction, List.of(range));
    kept.put(transaction, added, run.clock().instant());
    kept.save(transaction, summary, run.clock().instant());
    return true;
  }
}
