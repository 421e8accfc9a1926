package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ByteSource;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What sweeps by digest know of one flow's dataset, in its store: a summary, and ranges that cover
 * all keys without a gap. A note each, the ranges by their numbers.
 */
final class SweptRanges {

  private static final String SUMMARY = "summary";

  private final EntityName entity;
  private final SystemId system;

  SweptRanges(EntityName entity, SystemId system) {
    this.entity = entity;
    this.system = system;
  }

  /** Empty where there was no sweep by digest yet. */
  Optional<SweepSummary> summary(StoreView view) {
    return view.note(entity, system, NoteKind.SWEPT, SUMMARY).map(note -> summary(note.content()));
  }

  void save(StoreTransaction transaction, SweepSummary summary, Instant now) {
    Note note = new Note(NoteKind.SWEPT, SUMMARY, content(summary), now);
    transaction.note(entity, system, List.of(note));
  }

  /** The next sweep begins anew; the ranges may stay behind. */
  void forgetSummary(StoreTransaction transaction) {
    transaction.forget(entity, system, NoteKind.SWEPT, List.of(SUMMARY));
  }

  /** Those with greater numbers, ascending. */
  List<SweptRange> after(StoreView view, long number, int most) {
    Optional<String> after = number == 0 ? Optional.empty() : Optional.of(subject(number));
    return view.notes(entity, system, NoteKind.SWEPT_RANGE, after, most).stream()
        .map(SweptRanges::range)
        .toList();
  }

  /** The ranges of these numbers, ascending. */
  List<SweptRange> of(StoreView view, Collection<Long> numbers) {
    return view
        .notes(
            entity,
            system,
            NoteKind.SWEPT_RANGE,
            numbers.stream().map(SweptRanges::subject).toList())
        .values()
        .stream()
        .map(SweptRanges::range)
        .sorted((one, other) -> Long.compare(one.number(), other.number()))
        .toList();
  }

  void put(StoreTransaction transaction, List<SweptRange> ranges, Instant now) {
    transaction.note(
        entity,
        system,
        ranges.stream()
            .map(each -> new Note(NoteKind.SWEPT_RANGE, subject(each.number()), content(each), now))
            .toList());
  }

  void remove(StoreTransaction transaction, List<SweptRange> ranges) {
    transaction.forget(
        entity,
        system,
        NoteKind.SWEPT_RANGE,
        ranges.stream().map(each -> subject(each.number())).toList());
  }

  /** Sorts as the numbers do. */
  private static String subject(long number) {
    return HexFormat.of().toHexDigits(number);
  }

  private static Row content(SweepSummary summary) {
    return Row.builder()
        .set("function", Value.of(summary.function()))
        .set("rows", Value.of(summary.rows()))
        .set("next", Value.of(summary.next()))
        .set("ranges", Value.of(summary.ranges()))
        .set("count", Value.of(summary.digest().count()))
        .set("digest", Value.of(summary.digest().digest()))
        .set("held", Value.of(summary.held()))
        .set("whole", Value.of(summary.whole()))
        .build();
  }

  private static SweepSummary summary(Row content) {
    return new SweepSummary(
        content.get("function").orElseThrow().toString(),
        Math.toIntExact(number(content, "rows")),
        number(content, "next"),
        number(content, "ranges"),
        new RangeDigest(KeyRange.all(), number(content, "count"), number(content, "digest")),
        number(content, "held"),
        content.get("whole").equals(Optional.of(Value.of(true))));
  }

  private static Row content(SweptRange range) {
    Row.Builder content = Row.builder();
    range.range().from().ifPresent(from -> content.set("from", Value.of(from.toString())));
    range.range().to().ifPresent(to -> content.set("to", Value.of(to.toString())));
    range
        .digest()
        .ifPresent(
            digest ->
                content
                    .set("count", Value.of(digest.count()))
                    .set("digest", Value.of(digest.digest())));
    return content.set("members", Value.of(bytes(range.members()))).build();
  }

  private static SweptRange range(Note note) {
    Row content = note.content();
    KeyRange range = new KeyRange(key(content, "from"), key(content, "to"));
    Optional<RangeDigest> digest =
        content
            .get("count")
            .map(
                count ->
                    new RangeDigest(range, number(content, "count"), number(content, "digest")));
    return new SweptRange(
        HexFormat.fromHexDigitsToLong(note.subject()),
        range,
        digest,
        ids(((Value.Binary) content.get("members").orElseThrow()).value()));
  }

  private static Optional<NativeKey> key(Row content, String name) {
    return content.get(name).map(text -> NativeKey.parse(text.toString()));
  }

  private static long number(Row content, String name) {
    return ((Value.Int) content.get(name).orElseThrow()).value();
  }

  /** Each by its distance from the one before: about a byte where records were made together. */
  private static byte[] bytes(List<RecordId> ids) {
    ByteSink sink = new ByteSink();
    long before = 0;
    for (RecordId id : ids) {
      sink.putNumber(id.value() - before);
      before = id.value();
    }
    return sink.toBytes();
  }

  private static List<RecordId> ids(byte[] bytes) {
    ByteSource source = new ByteSource(bytes, 0);
    List<RecordId> ids = new ArrayList<>();
    long before = 0;
    while (source.at() < bytes.length) {
      before += source.getNumber();
      ids.add(new RecordId(before));
    }
    return ids;
  }
}
