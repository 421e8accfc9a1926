package io.syncline.diff.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffException;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnsortedDiffTest {

  private static final PackedSchema NUMBERED = Sample.NUMBERED;
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatDiffersIsFoundWhateverFitsInMemory(Budget budget) {
    for (long seed = 1; seed <= 3; seed++) {
      UnsortedCheck.check(budget, folder, NUMBERED, RowDigest::of, seed);
      UnsortedCheck.check(budget, folder, Sample.NAMED, RowDigest::of, seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keysWithEqualDigestsAreToldApartByTheirBytes(Budget budget) {
    for (long seed = 1; seed <= 2; seed++) {
      UnsortedCheck.checkCollisions(budget, folder, seed);
    }
  }

  @Test
  void onlyWhatDoesNotFitIsSpilled() {
    SpillSummary ample = summaryOf(Budget.AMPLE);
    SpillSummary medium = summaryOf(Budget.MEDIUM);
    SpillSummary small = summaryOf(Budget.SMALL);
    SpillSummary tiny = summaryOf(Budget.TINY);

    assertThat(ample.spilledBytes()).isZero();
    assertThat(ample.spreads()).isEqualTo(1);
    assertThat(medium.spilledBytes()).isPositive().isLessThan(small.spilledBytes());
    assertThat(small.spreads()).isEqualTo(1);
    assertThat(tiny.spilledBytes()).isGreaterThan(small.spilledBytes() * 3 / 2);
    assertThat(tiny.spreads()).isGreaterThan(1);
  }

  private SpillSummary summaryOf(Budget budget) {
    List<Row> rows = new Sample(NUMBERED, new Random(5)).rows(15_000);
    return budget
        .diff(NUMBERED, folder)
        .run(new RowListCursor(NUMBERED, rows), new RowListCursor(NUMBERED, rows), none());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 500", "500, 0", "1, 500"})
  void aSideMayHaveFewRowsOrNone(int left, int right) {
    for (Budget budget : Budget.values()) {
      List<Row> lefts = new Sample(NUMBERED, new Random(left)).rows(left);
      List<Row> rights = new Sample(NUMBERED, new Random(right)).rows(right);
      Changes changes = new Changes(NUMBERED);

      budget
          .diff(NUMBERED, folder)
          .run(new RowListCursor(NUMBERED, lefts), new RowListCursor(NUMBERED, rights), changes);

      assertThat(changes.wrong(lefts, rights)).as("%s", budget).isEmpty();
    }
  }

  @Test
  void aRowMayBeLongerThanAllMemory() {
    List<Row> left = List.of(Sample.numbered(1, "a".repeat(100_000)), Sample.numbered(2, "b"));
    List<Row> right = List.of(Sample.numbered(1, "a".repeat(99_999) + "b"));
    Changes changes = new Changes(NUMBERED);

    Budget.TINY
        .diff(NUMBERED, folder)
        .run(new RowListCursor(NUMBERED, left), new RowListCursor(NUMBERED, right), changes);

    assertThat(changes.wrong(left, right)).isEmpty();
  }

  @Test
  void manyLongRowsAreSpilledOneByOne() {
    List<Row> left =
        LongStream.range(0, 200).mapToObj(id -> Sample.numbered(id, "a".repeat(5_000))).toList();
    List<Row> right =
        LongStream.range(100, 300).mapToObj(id -> Sample.numbered(id, "a".repeat(5_000))).toList();
    Changes changes = new Changes(NUMBERED);

    SpillSummary summary =
        Budget.SMALL
            .diff(NUMBERED, folder)
            .run(new RowListCursor(NUMBERED, left), new RowListCursor(NUMBERED, right), changes);

    assertThat(changes.wrong(left, right)).isEmpty();
    assertThat(summary.memoryBytes()).isLessThan(Budget.SMALL.bytes + 16_000L);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsThereTwiceIsRefusedWhetherOrNotTheOtherSideHasIt(Budget budget) {
    List<Row> once = LongStream.range(0, 400).mapToObj(id -> Sample.numbered(id, "n")).toList();
    List<Row> known = with(once, Sample.numbered(7, "again"));
    List<Row> unknown =
        with(with(once, Sample.numbered(777, "new")), Sample.numbered(777, "again"));

    assertRefused(budget, known, once, "left has a key twice: 7");
    assertRefused(budget, once, known, "right has a key twice: 7");
    assertRefused(budget, unknown, once, "left has a key twice: 777");
    assertRefused(budget, once, unknown, "right has a key twice: 777");
    assertRefused(budget, List.of(), unknown, "right has a key twice: 777");
  }

  @Test
  void aKeyThatIsThereMoreOftenThanFitsIsRefused() {
    List<Row> rows = LongStream.range(0, 3_000).mapToObj(i -> Sample.numbered(7, "n" + i)).toList();

    assertRefused(Budget.TINY, List.of(), rows, "right has a key twice: 7");
  }

  private void assertRefused(Budget budget, List<Row> left, List<Row> right, String message) {
    UnsortedDiff diff = budget.diff(NUMBERED, folder);

    assertThatThrownBy(
            () ->
                diff.run(
                    new RowListCursor(NUMBERED, left), new RowListCursor(NUMBERED, right), none()))
        .as("%s", budget)
        .isInstanceOf(DiffException.class)
        .hasMessage(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aUserMayGiveNoMemoryAtAll() {
    List<Row> rows = new Sample(NUMBERED, new Random(3)).rows(20_000);
    DiffLimits limits = DiffLimits.defaults().withMemoryBytes(0).withSpillFolder(folder);
    Changes changes = new Changes(NUMBERED);

    SpillSummary summary =
        new UnsortedDiff(NUMBERED, limits, DiffWatch.none())
            .run(new RowListCursor(NUMBERED, rows), new RowListCursor(NUMBERED, rows), changes);

    assertThat(changes.wrong(rows, rows)).isEmpty();
    assertThat(summary.spilledFiles()).isPositive();
    assertThat(summary.memoryBytes()).isLessThanOrEqualTo(2 << 20);
  }

  private static List<Row> with(List<Row> rows, Row more) {
    List<Row> all = new ArrayList<>(rows);
    all.add(more);
    return all;
  }

  private static ChangeSink none() {
    return (kind, left, l, right, r, fields) -> {};
  }
}
