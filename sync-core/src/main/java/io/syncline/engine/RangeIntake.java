package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.RecordDigest;
import io.syncline.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists ranges whose digests are not what they were: keys and versions, no rows. Reads by key those
 * that the hub does not hold under their version, and keeps what each range shows now. A range that
 * lacks records is kept as it was, until it is known what became of them.
 */
final class RangeIntake {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final RangeDigester digester;
  private final SweptRanges kept;
  private final SweepMarks marks;

  RangeIntake(
      SyncEntity entity, Flow flow, RunContext run, RangeDigester digester, SweepMarks marks) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.digester = digester;
    this.kept = new SweptRanges(entity.name(), flow.system());
    this.marks = marks;
  }

  /** Takes in what the ranges show, which must be few; whether any record changed. */
  boolean take(List<SweptRange> ranges) {
    List<List<RecordDigest>> lists = list(ranges);
    List<NativeKey> unread =
        run.transactions()
            .call(
                transaction -> {
                  RangeContents contents = contents(ranges, lists, transaction);
                  List<NativeKey> differing = differing(contents, lists);
                  if (differing.isEmpty()) {
                    keep(ranges, lists, contents, transaction);
                  }
                  return differing;
                });
    if (unread.isEmpty()) {
      return false;
    }
    boolean changed = false;
    for (List<NativeKey> keys : Slices.of(unread, run.limits().intakeRows())) {
      changed |= new Reading(entity, flow, run).takeIn(keys) > 0;
    }
    run.transactions()
        .call(
            transaction -> keep(ranges, lists, contents(ranges, lists, transaction), transaction));
    return changed;
  }

  private List<List<RecordDigest>> list(List<SweptRange> ranges) {
    List<List<RecordDigest>> lists =
        run.read(
            entity,
            flow,
            Phase.LIST,
            () ->
                digester.records(
                    ranges.stream().map(SweptRange::range).toList(), run.limits().call()));
    long rows = lists.stream().mapToLong(List::size).sum();
    run.tally().progress(Phase.LIST, entity.name(), flow.system(), rows);
    return lists;
  }

  private RangeContents contents(
      List<SweptRange> ranges, List<List<RecordDigest>> lists, StoreTransaction transaction) {
    return RangeContents.of(entity, flow.system(), ranges, lists, transaction);
  }

  private static List<NativeKey> differing(RangeContents contents, List<List<RecordDigest>> lists) {
    return lists.stream()
        .flatMap(List::stream)
        .filter(each -> !contents.isHeld(each))
        .map(RecordDigest::key)
        .toList();
  }

  /** One transaction with the marks of the records that were compared. */
  private boolean keep(
      List<SweptRange> ranges,
      List<List<RecordDigest>> lists,
      RangeContents contents,
      StoreTransaction transaction) {
    lists.forEach(list -> marks.listed(contents.linked(list)));
    List<SweptRange> listed = new ArrayList<>();
    SweepSummary summary = kept.summary(transaction).orElseThrow();
    for (int i = 0; i < ranges.size(); i++) {
      SweptRange before = ranges.get(i);
      List<RecordId> gone =
          before.members().stream().filter(member -> !marks.isListed(member)).toList();
      List<RecordId> missing = contents.alive(gone);
      if (missing.isEmpty()) {
        SweptRange now = listed(before, lists.get(i), contents);
        contents.compared(lists.get(i));
        contents.gone(gone);
        marks.placed(now.members());
        summary = summary.without(before).with(now);
        listed.add(now);
      } else {
        marks.placed(before.members());
        marks.missing(before.number(), missing);
      }
    }
    kept.put(transaction, listed, run.clock().instant());
    kept.save(transaction, summary, run.clock().instant());
    if (!contents.changes().isEmpty()) {
      transaction.save(entity.name(), contents.changes());
    }
    return true;
  }

  private static SweptRange listed(
      SweptRange before, List<RecordDigest> list, RangeContents contents) {
    long sum = list.stream().mapToLong(RecordDigest::digest).sum();
    return before.listed(new RangeDigest(before.range(), list.size(), sum), contents.linked(list));
  }
}
