package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.Cancellation;
import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffCancelled;
import io.syncline.diff.DiffException;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.model.Row;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoWayMergeTest {

  @Test
  void aMergeSaysWhatMapsSay() {
    new TwoWayCheck(4, 25).run();
  }

  @Test
  void aMaskNamesTheFieldsThatDiffer() {
    new MaskCheck().run();
  }

  @Test
  void rowsInAnyOrderGiveARightDiffOrAnError() {
    new OrderCheck().run();
  }

  @Test
  void aCancellationEndsTheMergeBeforeItsNextSlab() {
    Cancellation cancellation = new Cancellation();
    List<Long> progress = new ArrayList<>();
    DiffWatch watch = new DiffWatch((side, rows) -> progress.add(rows), cancellation);
    ChangeSink sink = (kind, left, l, right, r, fields) -> cancellation.cancel();
    List<Row> rows = new Tables(Tables.CODE, 100, 2).table(50);
    RowsCursor left = new RowsCursor(Tables.CODE, rows, 5);
    RowsCursor right = new RowsCursor(Tables.CODE, List.of(), 5);

    assertThatThrownBy(() -> merge(left, right, sink, watch).run())
        .isInstanceOf(DiffCancelled.class)
        .hasMessage("the diff was cancelled");

    assertThat(progress).containsExactly(5L, 0L);
  }

  @Test
  void aSideThatCannotBeReadEndsTheMerge() {
    IllegalStateException cause = new IllegalStateException("connection lost");
    RowsCursor left = new RowsCursor(Tables.CODE, List.of(), 5);
    RowsCursor right =
        new RowsCursor(Tables.CODE, List.of(), 5) {
          @Override
          public void read(Slab slab) {
            throw cause;
          }
        };

    assertThatThrownBy(
            () -> merge(left, right, (kind, l, lr, r, rr, mask) -> {}, DiffWatch.none()).run())
        .isInstanceOf(DiffException.class)
        .hasMessage("cannot read right: connection lost")
        .hasCause(cause);
  }

  private static TwoWayMerge merge(
      RowsCursor left, RowsCursor right, ChangeSink sink, DiffWatch watch) {
    DiffLimits inline = DiffLimits.defaults().withSlabsAhead(0);
    return new TwoWayMerge(
        Tables.CODE,
        SlabReader.of(Side.LEFT, Tables.CODE, left, inline),
        SlabReader.of(Side.RIGHT, Tables.CODE, right, inline),
        sink,
        watch);
  }
}
