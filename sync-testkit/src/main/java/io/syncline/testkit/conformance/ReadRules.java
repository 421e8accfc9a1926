package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Version;
import io.syncline.spi.KeyRange;
import io.syncline.spi.PointRead;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.RecordDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reading by key, and digests of ranges. */
final class ReadRules {

  private static final int CUT = 3;

  private ReadRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "PR-01",
            "Found, Gone and Moved in one call, in request order, duplicates allowed",
            ReadRules::inRequestOrder),
        Rule.optional(
            "RD-01",
            "digests of ranges add up; one changed row changes exactly its range",
            ReadRules::digestsAddUp),
        Rule.optional(
            "RD-02",
            "the records of a range are those that its digest sums up, under the versions that"
                + " reads show",
            ReadRules::recordsAreSummedUp));
  }

  private static void inRequestOrder(Bench bench) {
    Row first = bench.fresh();
    NativeKey there = bench.behind().create(first);
    NativeKey other = bench.created();
    NativeKey gone = bench.created();
    bench.behind().delete(gone);
    bench.there(there);

    List<PointRead> answers =
        bench.reader().read(List.of(other, gone, there, there), bench.limits().call());

    assertThat(answers.stream().map(PointRead::key))
        .as("there must be one answer per key, in the order of the request")
        .containsExactly(other, gone, there, there);
    assertThat(answers.get(1))
        .as("a deleted record must be Gone")
        .isInstanceOf(PointRead.Gone.class);
    assertThat(answers.get(2)).as("a record must be Found").isInstanceOf(PointRead.Found.class);
    Bench.assertShows(
        ((PointRead.Found) answers.get(2)).image().row(), first, "a read must be complete");
    assertThat(answers.get(3)).as("a key may be asked twice").isEqualTo(answers.get(2));
    bench.can().move().ifPresentOrElse(move -> moved(bench, move), () -> bench.untried("Moved"));
  }

  private static void moved(Bench bench, UnaryOperator<NativeKey> move) {
    NativeKey from = bench.created();
    NativeKey to = bench.behind().own(move.apply(from));

    List<PointRead> answers = bench.reader().read(List.of(from, to), bench.limits().call());

    assertThat(answers.get(0))
        .as("the old key of a record must be answered by Moved, or Gone where nothing is known")
        .isIn(new PointRead.Moved(from, to), new PointRead.Gone(from));
    if (answers.get(0) instanceof PointRead.Gone) {
      bench.untried("Moved, since the system forgets old keys");
    }
    assertThat(answers.get(1))
        .as("the new key of a record must be Found")
        .isInstanceOf(PointRead.Found.class);
  }

  private static void digestsAddUp(Bench bench) {
    RangeDigester digester =
        Skipped.unlessHad(bench.dataset().rangeDigester(), "digester of ranges");
    List<NativeKey> keys = bench.created(CUT * CUT);
    List<RangeDigest> cut = digester.cut(KeyRange.all(), CUT, bench.limits().call());
    List<KeyRange> ranges = cut.stream().map(RangeDigest::range).toList();
    RangeDigest whole = digester.digest(List.of(KeyRange.all()), bench.limits().call()).get(0);

    assertThat(cut.stream().mapToLong(RangeDigest::count).sum())
        .as("the counts of consecutive ranges must add up to the whole")
        .isEqualTo(whole.count())
        .isGreaterThanOrEqualTo(keys.size());
    assertThat(cut.stream().mapToLong(RangeDigest::digest).sum())
        .as("the digests of consecutive ranges must add up to the whole")
        .isEqualTo(whole.digest());
    assertCovers(ranges);

    bench.behind().change(keys.get(CUT), bench.edit());

    List<RangeDigest> after = digester.digest(ranges, bench.limits().call());
    long changed = 0;
    for (int i = 0; i < cut.size(); i++) {
      changed += cut.get(i).agrees(after.get(i)) ? 0 : 1;
    }
    assertThat(changed).as("one changed row must change the digest of one range").isEqualTo(1);
  }

  private static void recordsAreSummedUp(Bench bench) {
    RangeDigester digester =
        Skipped.unlessHad(bench.dataset().rangeDigester(), "digester of ranges");
    List<NativeKey> keys = bench.created(CUT * CUT);
    List<RangeDigest> cut = digester.cut(KeyRange.all(), CUT, bench.limits().call());
    List<KeyRange> ranges = cut.stream().map(RangeDigest::range).toList();

    List<List<RecordDigest>> lists = digester.records(ranges, bench.limits().call());

    assertThat(lists).as("there must be one list per range").hasSameSizeAs(ranges);
    for (int i = 0; i < cut.size(); i++) {
      List<RecordDigest> list = lists.get(i);
      assertThat(new RangeDigest(ranges.get(i), list.size(), sum(list)))
          .as("the records of a range must be those that its digest sums up")
          .isEqualTo(cut.get(i));
    }
    List<RecordDigest> all = lists.stream().flatMap(List::stream).toList();
    assertThat(all.stream().map(RecordDigest::key))
        .as("all records must be in some range")
        .containsAll(keys);
    List<PointRead> reads =
        bench.reader().read(all.stream().map(RecordDigest::key).toList(), bench.limits().call());
    assertThat(reads.stream().map(ReadRules::version))
        .as("the digest of a record must be the version that a read shows")
        .containsExactlyElementsOf(all.stream().map(each -> Optional.of(each.version())).toList());
  }

  private static long sum(List<RecordDigest> list) {
    return list.stream().mapToLong(RecordDigest::digest).sum();
  }

  private static Optional<Version> version(PointRead read) {
    return read instanceof PointRead.Found found ? found.image().version() : Optional.empty();
  }

  private static void assertCovers(List<KeyRange> ranges) {
    assertThat(ranges.get(0).from()).as("the first range must begin at the first").isEmpty();
    assertThat(ranges.get(ranges.size() - 1).to()).as("the last must end at the last").isEmpty();
    for (int i = 1; i < ranges.size(); i++) {
      Optional<NativeKey> before = ranges.get(i - 1).to();
      assertThat(ranges.get(i).from()).as("there must be no gap").isEqualTo(before);
    }
  }
}
