package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.Image;
import io.syncline.spi.KeyRange;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Rule by rule, an adapter that breaks it. */
final class WrongAdapters {

  private WrongAdapters() {}

  static Map<String, Subject> all() {
    Map<String, Subject> all = new LinkedHashMap<>();
    all.putAll(WrongSystems.all());
    reads(all);
    scans(all);
    feeds(all);
    writes(all);
    wholes(all);
    return all;
  }

  private static void wrong(Map<String, Subject> all, String rule, Consumer<Faulty> fault) {
    all.put(rule, new WrongSubject(fault));
  }

  private static void reads(Map<String, Subject> all) {
    wrong(
        all,
        "CL-09",
        faulty ->
            faulty.reader = right -> (keys, within) -> right.read(keys, within.multipliedBy(100)));
    wrong(all, "CL-11", faulty -> faulty.capabilities = can -> withFeed(can, Feed.NONE));
    AtomicInteger calls = new AtomicInteger();
    all.put(
        "SC-01",
        new WrongSubject(
            faulty ->
                faulty.schema =
                    right -> described(right, fields -> rotated(fields, calls.incrementAndGet()))));
    wrong(
        all,
        "SC-02",
        faulty ->
            faulty.reader = reading(row -> row.with(Row.of("undescribed", Value.of("but read")))));
    wrong(
        all,
        "SC-03",
        faulty ->
            faulty.schema =
                right ->
                    within ->
                        new DatasetSchema(right.describe(within).fields(), "always the same"));
    wrong(all, "SC-04", faulty -> faulty.reader = reading(WrongAdapters::withoutBlanks));
    wrong(
        all,
        "SC-05",
        faulty ->
            faulty.reader =
                reading(
                    row ->
                        row.only(
                            row.names().stream().filter(name -> !name.contains(".")).toList())));
    wrong(
        all,
        "PR-01",
        faulty ->
            faulty.reader =
                right ->
                    (keys, within) -> {
                      List<PointRead> reads = new ArrayList<>(right.read(keys, within));
                      Collections.reverse(reads);
                      return reads;
                    });
    wrong(all, "RD-01", faulty -> faulty.digester = Optional.of(new CountsNothing()));
  }

  private static void scans(Map<String, Subject> all) {
    wrong(all, "SN-01", faulty -> faulty.scanner = WrongScanners.losesTheLastOfMany());
    wrong(all, "SN-02", faulty -> faulty.scanner = WrongScanners.knowsItsOwnPositions());
    wrong(all, "SN-03", faulty -> faulty.scanner = WrongScanners.anchorsAtTheEnd());
    wrong(all, "SN-04", faulty -> faulty.scanner = WrongScanners.mergesEqualNames());
    wrong(all, "SN-05", faulty -> faulty.scanner = WrongScanners.endsAfterOneRow());
  }

  private static void wholes(Map<String, Subject> all) {
    wrong(
        all, "QU-01", faulty -> faulty.scanner = WrongScanners.everyOther(WrongAdapters::counted));
    wrong(all, "QU-02", faulty -> faulty.scanner = WrongScanners.stampsWhatItReads());
    writer(all, "QU-03", WrongWriters.sendsRepeatsInBatchesAsNew());
    AtomicReference<List<NativeKey>> shared = new AtomicReference<>(List.of());
    wrong(all, "QU-04", faulty -> faulty.reader = WrongAdapters.readingWhatIsShared(shared));
  }

  private static Row counted(Row row) {
    return row.with(Row.of("visits", Value.of(-1L)));
  }

  /** The keys asked for stand where another lane's reader puts its own. */
  private static UnaryOperator<PointReader> readingWhatIsShared(
      AtomicReference<List<NativeKey>> shared) {
    return right ->
        (keys, within) -> {
          shared.set(keys);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          return right.read(shared.get(), within);
        };
  }

  private static void feeds(Map<String, Subject> all) {
    feed(all, "CF-01", WrongFeeds.latestIsEarliest());
    feed(all, "CF-02", WrongFeeds.without(change -> change instanceof Change.Deleted));
    feed(all, "CF-03", WrongFeeds.tellsOnce());
    feed(all, "CF-04", WrongFeeds.keepsItsPlaceInMemory());
    all.put(
        "CF-05",
        new WrongSubject(
            shape -> MemorySubject.typed(shape).feed(Feed.LOG),
            faulty -> faulty.feed = WrongFeeds.lastFirst()));
    feed(all, "CF-06", WrongFeeds.neverMore());
    all.put("CF-07", WrongSystems.forgetsTheLate());
    feed(all, "CF-08", WrongFeeds.losesTheLastOfAFullPage());
    feed(all, "CF-09", WrongFeeds.goesOnFromNow());
    feed(all, "CF-10", WrongFeeds.takesAnyCursor());
    feed(all, "CF-12", WrongFeeds.without(change -> change instanceof Change.Moved));
    feed(all, "CF-14", WrongFeeds.withoutDelay());
    feed(all, "CF-15", WrongFeeds.losesOneInAHundred());
    all.put(
        "OP-02",
        new WrongSubject(
            shape -> MemorySubject.typed(shape).tellsTime(),
            faulty -> faulty.feed = WrongFeeds.losesTheFuture()));
  }

  private static void feed(Map<String, Subject> all, String rule, UnaryOperator<ChangeFeed> wrong) {
    wrong(all, rule, faulty -> faulty.feed = wrong);
  }

  private static void writes(Map<String, Subject> all) {
    CyclicBarrier both = new CyclicBarrier(2);
    writer(all, "WR-01", WrongWriters.reversed());
    writer(all, "WR-02", WrongWriters.stopsAtTheFirst());
    wrong(
        all,
        "WR-03",
        faulty ->
            faulty.writer =
                WrongWriters.checksFirst(faulty.right.pointReader().orElseThrow(), both));
    writer(all, "WR-04", WrongWriters.writesWhatIsStale());
    writer(all, "WR-05", WrongWriters.clearsWhatIsAbsent());
    writer(all, "WR-06", WrongWriters.sending(WrongWriters::asNew));
    writer(all, "WR-07", WrongWriters.takesOthersWorkForItsOwn());
    writer(all, "WR-08", WrongWriters.throwsOverSecondDeletes());
    writer(all, "WR-09", WrongWriters.returnsAnotherKey());
    writer(all, "WR-10", WrongWriters.cutsText());
    writer(all, "WR-11", WrongWriters.returnsAnOldVersion());
    answer(
        all,
        "WR-12",
        WriteOutcome.Blocked.class,
        new WriteOutcome.Rejected("E-1", "no parent", List.of()));
    wrong(all, "WR-13", faulty -> faulty.capabilities = WrongAdapters::atomic);
    WriteOutcome nothing = new WriteOutcome.Unavailable(Duration.ofSeconds(1), "try again");
    answer(all, "WR-14", WriteOutcome.Unknown.class, nothing);
    answer(all, "WR-15", WriteOutcome.Throttled.class, nothing);
    writer(all, "WR-16", WrongWriters.sendsAgainAsNew());
  }

  private static void writer(Map<String, Subject> all, String rule, UnaryOperator<Writer> wrong) {
    wrong(all, rule, faulty -> faulty.writer = wrong);
  }

  private static void answer(
      Map<String, Subject> all,
      String rule,
      Class<? extends WriteOutcome> insteadOf,
      WriteOutcome wrong) {
    writer(
        all,
        rule,
        WrongWriters.answering(
            (write, outcome) -> insteadOf.isInstance(outcome) ? wrong : outcome));
  }

  private static UnaryOperator<PointReader> reading(UnaryOperator<Row> other) {
    return right ->
        (keys, within) ->
            right.read(keys, within).stream()
                .map(
                    read ->
                        read instanceof PointRead.Found found
                            ? new PointRead.Found(
                                found.key(),
                                new Image(
                                    other.apply(found.image().row()),
                                    found.image().version(),
                                    found.image().changedAt()))
                            : read)
                .toList();
  }

  private static Row withoutBlanks(Row row) {
    Row.Builder stripped = Row.builder();
    row.forEach(
        (name, value) ->
            stripped.set(
                name,
                value instanceof Value.Text text ? Value.of(text.value().stripTrailing()) : value));
    return stripped.build();
  }

  private static SchemaReader described(
      SchemaReader right, UnaryOperator<List<NativeField>> other) {
    return within -> {
      DatasetSchema schema = right.describe(within);
      return new DatasetSchema(other.apply(schema.fields()), schema.fingerprint());
    };
  }

  private static List<NativeField> rotated(List<NativeField> fields, int by) {
    List<NativeField> rotated = new ArrayList<>(fields);
    Collections.rotate(rotated, by);
    return rotated;
  }

  private static Capabilities withFeed(Capabilities can, Feed feed) {
    return new Capabilities(
        feed,
        can.deletes(),
        can.versions(),
        can.preconditions(),
        can.writes(),
        can.maxBatchRows(),
        can.atomicBatch(),
        can.idempotency(),
        can.keysAssigned(),
        can.readAfterWrite(),
        can.reportsShown());
  }

  private static Capabilities atomic(Capabilities can) {
    return new Capabilities(
        can.feed(),
        can.deletes(),
        can.versions(),
        can.preconditions(),
        can.writes(),
        can.maxBatchRows(),
        true,
        can.idempotency(),
        can.keysAssigned(),
        can.readAfterWrite(),
        can.reportsShown());
  }

  /** Finds no record anywhere. */
  private static final class CountsNothing implements RangeDigester {
    @Override
    public String function() {
      return "nothing";
    }

    @Override
    public List<RangeDigest> digest(List<KeyRange> ranges, Duration within) {
      return ranges.stream().map(range -> new RangeDigest(range, 0, 0)).toList();
    }

    @Override
    public List<RangeDigest> cut(KeyRange range, int rows, Duration within) {
      return digest(List.of(range), within);
    }
  }
}
