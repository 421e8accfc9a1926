package io.syncline.diff.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.Cancellation;
import io.syncline.diff.DiffCancelled;
import io.syncline.diff.DiffException;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.OutOfOrder;
import io.syncline.diff.RowCursor;
import io.syncline.diff.RowSource.Order;
import io.syncline.diff.Side;
import io.syncline.diff.join.ScanOrderDiff.Reading;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScanOrderDiffTest {

  private static final PackedSchema NUMBERED = Sample.NUMBERED;
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatDiffersIsFoundHoweverTheRecordsLie(Disorder disorder) {
    for (Budget budget : Budget.values()) {
      for (long seed = 1; seed <= 3; seed++) {
        ScanOrderCheck.check(budget, folder, NUMBERED, disorder, seed);
        ScanOrderCheck.check(budget, folder, Sample.NAMED, disorder, seed);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 500", "500, 0", "1, 500"})
  void aSideMayHaveFewRowsOrNone(int left, int right) {
    List<Row> lefts = new Sample(NUMBERED, new Random(left)).rows(left);
    List<Row> rights = new Sample(NUMBERED, new Random(right)).rows(right);
    Changes changes = new Changes(NUMBERED);

    ScanCounts counts = run(stored(lefts), stored(rights), changes, DiffWatch.none());

    assertThat(changes.wrong(lefts, rights)).isEmpty();
    assertThat(counts.left()).isEqualTo(left);
    assertThat(counts.right()).isEqualTo(right);
  }

  @Test
  void onlyWhatIsOutOfOrderOrHasNoPartnerIsJoined() {
    List<Row> all = LongStream.range(0, 20_000).mapToObj(id -> Sample.numbered(id, "n")).toList();
    List<Row> moved = Disorder.MOVED_TO_THE_END.of(NUMBERED, all, new Random(1));

    ScanCounts counts = run(stored(all), stored(moved), new Changes(NUMBERED), DiffWatch.none());

    assertThat(counts.leftStrays()).isZero();
    assertThat(counts.rightStrays()).as("moved, and a slab before them").isBetween(900L, 1_400L);
  }

  @Test
  void progressCountsEveryRowOfBothSidesOnce() {
    Map<Side, Long> last = new EnumMap<>(Side.class);
    DiffWatch watch = new DiffWatch(last::put, new Cancellation());
    List<Row> rows = new Sample(NUMBERED, new Random(3)).rows(3_000);

    run(stored(rows), stored(rows.subList(0, 2_000)), new Changes(NUMBERED), watch);

    assertThat(last).isEqualTo(Map.of(Side.LEFT, 3_000L, Side.RIGHT, 2_000L));
  }

  @Test
  void aSideThatMustBeSortedAndIsNotIsNamed() {
    List<Row> rows = new Sample(NUMBERED, new Random(4)).rows(3_000);
    Reading wrong = new Reading(() -> new RowListCursor(NUMBERED, rows), Order.SORTED);

    assertThatThrownBy(() -> run(stored(rows), wrong, new Changes(NUMBERED), DiffWatch.none()))
        .isInstanceOfSatisfying(
            OutOfOrder.class, broken -> assertThat(broken.side()).isEqualTo(Side.RIGHT));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSideThatCannotBeReadEndsTheDiffAndLeavesNoFile() {
    List<Row> rows = new Sample(NUMBERED, new Random(5)).rows(3_000);
    Reading broken =
        new Reading(() -> new Breaking(new RowListCursor(NUMBERED, rows)), Order.UNSORTED);

    assertThatThrownBy(() -> run(stored(rows), broken, new Changes(NUMBERED), DiffWatch.none()))
        .isInstanceOf(DiffException.class)
        .hasMessageContaining("cannot read right: the line is cut");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDiffThatIsCancelledLeavesNoFile() {
    Cancellation cancellation = new Cancellation();
    DiffWatch watch =
        new DiffWatch(
            (side, rows) -> {
              if (rows > 1_000) {
                cancellation.cancel();
              }
            },
            cancellation);
    List<Row> rows = new Sample(NUMBERED, new Random(6)).rows(9_000);

    assertThatThrownBy(() -> run(stored(rows), stored(rows), new Changes(NUMBERED), watch))
        .isInstanceOf(DiffCancelled.class);
    assertThat(folder).isEmptyDirectory();
  }

  private ScanCounts run(Reading left, Reading right, Changes changes, DiffWatch watch) {
    return Budget.SMALL.scanOrder(NUMBERED, folder, watch).run(left, right, changes);
  }

  private static Reading stored(List<Row> rows) {
    return new Reading(() -> new RowListCursor(NUMBERED, rows), Order.UNSORTED);
  }

  /** Fails at the third slab. */
  private static final class Breaking implements RowCursor {

    private final RowCursor rows;
    private int reads;

    Breaking(RowCursor rows) {
      this.rows = rows;
    }

    @Override
    public void read(Slab slab) {
      if (++reads == 3) {
        throw new IllegalStateException("the line is cut");
      }
      rows.read(slab);
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
