package io.syncline.testkit.conformance;

import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.Image;
import io.syncline.spi.KeyRange;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.RecordDigest;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.io.ByteArrayInputStream;
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

  static Map<String, Wrong> all() {
    Map<String, Wrong> all = new LinkedHashMap<>();
    all.putAll(WrongSystems.all());
    reads(all);
    contents(all);
    scans(all);
    feeds(all);
    writes(all);
    all.putAll(WrongJobs.all());
    all.putAll(WrongReceivers.all());
    operation(all);
    wholes(all);
    return all;
  }

  static void put(Map<String, Wrong> all, String rule, String words, Subject subject) {
    if (all.put(rule, new Wrong(words, subject)) != null) {
      throw new IllegalArgumentException("must be named once: rule=" + rule);
    }
  }

  private static void wrong(
      Map<String, Wrong> all, String rule, String words, Consumer<Faulty> fault) {
    put(all, rule, words, new WrongSubject(fault));
  }

  private static void reads(Map<String, Wrong> all) {
    wrong(
        all,
        "CL-09",
        "a read takes a hundred times the time it is given",
        faulty ->
            faulty.reader = right -> (keys, within) -> right.read(keys, within.multipliedBy(100)));
    wrong(
        all,
        "CL-11",
        "it has a feed, and declares none",
        faulty -> faulty.capabilities = can -> withFeed(can, Feed.NONE));
    AtomicInteger calls = new AtomicInteger();
    put(
        all,
        "SC-01",
        "fields come in another order at each call",
        new WrongSubject(
            faulty ->
                faulty.schema =
                    right -> described(right, fields -> rotated(fields, calls.incrementAndGet()))));
    wrong(
        all,
        "SC-02",
        "a read shows a field that the schema does not have",
        faulty ->
            faulty.reader = reading(row -> row.with(Row.of("undescribed", Value.of("but read")))));
    wrong(
        all,
        "SC-03",
        "the fingerprint is always the same",
        faulty ->
            faulty.schema =
                right ->
                    within ->
                        new DatasetSchema(right.describe(within).fields(), "always the same"));
    wrong(
        all,
        "SC-04",
        "a read strips trailing blanks",
        faulty -> faulty.reader = reading(WrongAdapters::withoutBlanks));
    wrong(
        all,
        "SC-05",
        "a read leaves out fields whose names have dots",
        faulty ->
            faulty.reader =
                reading(
                    row ->
                        row.only(
                            row.names().stream().filter(name -> !name.contains(".")).toList())));
    wrong(
        all,
        "PR-01",
        "answers come last first",
        faulty ->
            faulty.reader =
                right ->
                    (keys, within) -> {
                      List<PointRead> reads = new ArrayList<>(right.read(keys, within));
                      Collections.reverse(reads);
                      return reads;
                    });
    wrong(
        all,
        "RD-01",
        "every range is empty",
        faulty -> faulty.digester = right -> Optional.of(new CountsNothing()));
    put(
        all,
        "RD-02",
        "the last record of a range is not listed",
        new WrongSubject(
            shape -> MemorySubject.typed(shape).digests(),
            faulty -> faulty.digester = right -> right.map(LosesTheLast::new)));
  }

  private static void contents(Map<String, Wrong> all) {
    wrong(
        all,
        "LO-01",
        "whatever content is asked for, the one that is there is handed out",
        faulty ->
            faulty.contents =
                right ->
                    (key, field, wanted, within) ->
                        shown(faulty.right, key, field, within)
                            .flatMap(there -> right.open(key, field, there, within)));
    writer(
        all,
        "LO-02",
        "what stands for a content is written without it",
        WrongWriters.sending(
            write ->
                write.with(
                    wanted ->
                        write
                            .contents()
                            .open(wanted)
                            .map(each -> new ByteArrayInputStream(new byte[0])))));
    writer(
        all,
        "LO-03",
        "a content that is not to be had is written as an empty one",
        WrongWriters.sending(
            write ->
                write.with(
                    wanted ->
                        write
                            .contents()
                            .open(wanted)
                            .or(() -> Optional.of(new ByteArrayInputStream(new byte[0]))))));
  }

  private static Optional<LargeObject> shown(
      Dataset right, NativeKey key, String field, Duration within) {
    PointRead read = right.pointReader().orElseThrow().read(List.of(key), within).get(0);
    return read instanceof PointRead.Found found
        ? found.image().row().get(field).flatMap(LargeObject::of)
        : Optional.empty();
  }

  private static void scans(Map<String, Wrong> all) {
    wrong(
        all,
        "SN-01",
        "a page of more than ten rows loses its last",
        faulty -> faulty.scanner = WrongScanners.losesTheLastOfMany());
    wrong(
        all,
        "SN-02",
        "positions are known to the instance that gave them only",
        faulty -> faulty.scanner = WrongScanners.knowsItsOwnPositions());
    wrong(
        all,
        "SN-03",
        "there is no anchor",
        faulty -> faulty.scanner = WrongScanners.anchorsAtTheEnd());
    wrong(
        all,
        "SN-04",
        "of rows with equal names one is listed",
        faulty -> faulty.scanner = WrongScanners.mergesEqualNames());
    wrong(
        all,
        "SN-05",
        "a listing in pages of one row ends after the first",
        faulty -> faulty.scanner = WrongScanners.endsAfterOneRow());
  }

  private static void wholes(Map<String, Wrong> all) {
    wrong(
        all,
        "QU-01",
        "every other listing shows other values",
        faulty -> faulty.scanner = WrongScanners.everyOther(WrongAdapters::counted));
    wrong(
        all,
        "QU-02",
        "a listing stamps rows with the time of the read",
        faulty -> faulty.scanner = WrongScanners.stampsWhatItReads());
    writer(
        all,
        "QU-03",
        "repeats that come in a batch are sent as new",
        WrongWriters.sendsRepeatsInBatchesAsNew());
    AtomicReference<List<NativeKey>> shared = new AtomicReference<>(List.of());
    wrong(
        all,
        "QU-04",
        "lanes share the keys that they ask for",
        faulty -> faulty.reader = WrongAdapters.readingWhatIsShared(shared));
  }

  private static void operation(Map<String, Wrong> all) {
    put(all, "OP-03", "all that was listed is kept", new GeneratedSubject(true));
    put(
        all,
        "OP-04",
        "the dry run of an installation installs",
        Switch.subject(
            turnedOff ->
                new Switch(turnedOff) {
                  @Override
                  public List<String> installation(Duration within) {
                    List<String> told = super.installation(within);
                    install(within);
                    return told;
                  }
                }));
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

  private static void feeds(Map<String, Wrong> all) {
    feed(all, "CF-01", "latest() is the beginning", WrongFeeds.latestIsEarliest());
    feed(
        all,
        "CF-02",
        "deletes are not told",
        WrongFeeds.without(change -> change instanceof Change.Deleted));
    feed(all, "CF-03", "what was told once is not told again", WrongFeeds.tellsOnce());
    feed(
        all,
        "CF-04",
        "the place in the feed is kept in memory",
        WrongFeeds.keepsItsPlaceInMemory());
    put(
        all,
        "CF-05",
        "a page tells the last change first",
        new WrongSubject(
            shape -> MemorySubject.typed(shape).feed(Feed.LOG),
            faulty -> faulty.feed = WrongFeeds.lastFirst()));
    feed(all, "CF-06", "there is never more", WrongFeeds.neverMore());
    put(all, "CF-07", "what commits late is passed by", WrongSystems.forgetsTheLate());
    feed(all, "CF-08", "a full page loses its last change", WrongFeeds.losesTheLastOfAFullPage());
    feed(all, "CF-09", "an expired cursor goes on from now", WrongFeeds.goesOnFromNow());
    feed(all, "CF-10", "any cursor is taken", WrongFeeds.takesAnyCursor());
    feed(
        all,
        "CF-12",
        "moves are not told",
        WrongFeeds.without(change -> change instanceof Change.Moved));
    feed(all, "CF-14", "an idle feed suggests no delay", WrongFeeds.withoutDelay());
    put(
        all,
        "CF-15",
        "the cursor is taken after the page was read",
        new WrongSubject(faulty -> faulty.feed = WrongFeeds.takesItsCursorAfterThePage()) {
          @Override
          public SideChannel behind() {
            return new SlowSideChannel(super.behind());
          }
        });
    put(
        all,
        "OP-02",
        "changes stamped in the future are lost",
        new WrongSubject(
            shape -> MemorySubject.typed(shape).tellsTime(),
            faulty -> faulty.feed = WrongFeeds.losesTheFuture()));
  }

  private static void feed(
      Map<String, Wrong> all, String rule, String words, UnaryOperator<ChangeFeed> wrong) {
    wrong(all, rule, words, faulty -> faulty.feed = wrong);
  }

  private static void writes(Map<String, Wrong> all) {
    CyclicBarrier both = new CyclicBarrier(2);
    writer(all, "WR-01", "outcomes come last first", WrongWriters.reversed());
    writer(
        all,
        "WR-02",
        "a batch stops at the first write that is not done",
        WrongWriters.stopsAtTheFirst());
    wrong(
        all,
        "WR-03",
        "the version is checked first, and written later",
        faulty ->
            faulty.writer =
                WrongWriters.checksFirst(faulty.right.pointReader().orElseThrow(), both));
    writer(all, "WR-04", "what is stale is written", WrongWriters.writesWhatIsStale());
    writer(all, "WR-05", "absent fields are cleared", WrongWriters.clearsWhatIsAbsent());
    writer(
        all, "WR-06", "a repeat is sent as a new write", WrongWriters.sending(WrongWriters::asNew));
    writer(
        all,
        "WR-07",
        "what somebody else wrote is taken for its own",
        WrongWriters.takesOthersWorkForItsOwn());
    writer(all, "WR-08", "a second delete throws", WrongWriters.throwsOverSecondDeletes());
    writer(all, "WR-09", "another key is returned", WrongWriters.returnsAnotherKey());
    writer(all, "WR-10", "text that is too long is cut", WrongWriters.cutsText());
    writer(
        all,
        "WR-11",
        "the version before the write is returned",
        WrongWriters.returnsAnOldVersion());
    answer(
        all,
        "WR-12",
        "a missing parent is Rejected",
        WriteOutcome.Blocked.class,
        new WriteOutcome.Rejected("E-1", "no parent", List.of()));
    wrong(
        all,
        "WR-13",
        "batches are declared atomic, and are not",
        faulty -> faulty.capabilities = WrongAdapters::atomic);
    WriteOutcome nothing = new WriteOutcome.Unavailable(Duration.ofSeconds(1), "try again");
    answer(all, "WR-14", "a lost answer is Unavailable", WriteOutcome.Unknown.class, nothing);
    answer(all, "WR-15", "a rate limit is Unavailable", WriteOutcome.Throttled.class, nothing);
    writer(
        all,
        "WR-16",
        "after a refresh of credentials, all is sent again as new",
        WrongWriters.sendsAgainAsNew());
  }

  private static void writer(
      Map<String, Wrong> all, String rule, String words, UnaryOperator<Writer> wrong) {
    wrong(all, rule, words, faulty -> faulty.writer = wrong);
  }

  private static void answer(
      Map<String, Wrong> all,
      String rule,
      String words,
      Class<? extends WriteOutcome> insteadOf,
      WriteOutcome wrong) {
    writer(
        all,
        rule,
        words,
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
        can.comparesBeforeWrite(),
        can.writes(),
        can.maxBatchRows(),
        can.atomicBatch(),
        can.idempotency(),
        can.remembersFor(),
        can.apart(),
        can.keysAssigned(),
        can.readAfterWrite(),
        can.reportsShown(),
        can.retention(),
        can.bulk());
  }

  private static Capabilities atomic(Capabilities can) {
    return new Capabilities(
        can.feed(),
        can.deletes(),
        can.versions(),
        can.preconditions(),
        can.comparesBeforeWrite(),
        can.writes(),
        can.maxBatchRows(),
        true,
        can.idempotency(),
        can.remembersFor(),
        can.apart(),
        can.keysAssigned(),
        can.readAfterWrite(),
        can.reportsShown(),
        can.retention(),
        can.bulk());
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

    @Override
    public List<List<RecordDigest>> records(List<KeyRange> ranges, Duration within) {
      return ranges.stream().map(range -> List.<RecordDigest>of()).toList();
    }
  }

  /** Sums up all, and lists all but the last. */
  private static final class LosesTheLast implements RangeDigester {
    private final RangeDigester right;

    LosesTheLast(RangeDigester right) {
      this.right = right;
    }

    @Override
    public String function() {
      return right.function();
    }

    @Override
    public List<RangeDigest> digest(List<KeyRange> ranges, Duration within) {
      return right.digest(ranges, within);
    }

    @Override
    public List<RangeDigest> cut(KeyRange range, int rows, Duration within) {
      return right.cut(range, rows, within);
    }

    @Override
    public List<List<RecordDigest>> records(List<KeyRange> ranges, Duration within) {
      return right.records(ranges, within).stream()
          .map(list -> list.subList(0, Math.max(0, list.size() - 1)))
          .toList();
    }
  }
}
