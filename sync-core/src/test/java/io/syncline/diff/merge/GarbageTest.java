package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.model.Row;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A merge makes less than a byte of garbage a row, whatever share of the rows differs. */
class GarbageTest {

  private static final int ROWS = 20_000;
  private static final int TIMES = 10;

  private final Tables tables = new Tables(Tables.CODE, 10 * ROWS, 5);
  private final List<Row> table = tables.table(ROWS);
  private final KeptSlabs left = kept(Side.LEFT, table);
  private final KeptSlabs right = kept(Side.RIGHT, tables.edited(table, 0.3));
  private long changes;

  private static KeptSlabs kept(Side side, List<Row> rows) {
    return KeptSlabs.read(
        side, Tables.CODE, new RowsCursor(Tables.CODE, rows, Integer.MAX_VALUE), 1 << 16);
  }

  @Test
  void twoSidesMakeNone() {
    assertThat(allocated(this::two)).isLessThan((long) ROWS * TIMES);
    assertThat(changes).isGreaterThan(ROWS / 5 * TIMES);
  }

  @Test
  void threeSidesMakeNone() {
    assertThat(allocated(this::three)).isLessThan((long) ROWS * TIMES);
    assertThat(changes).isGreaterThan(ROWS / 5 * TIMES);
  }

  private void two() {
    new TwoWayMerge(
            Tables.CODE,
            left.reader(),
            right.reader(),
            (kind, l, lr, r, rr, fields) -> changes++,
            DiffWatch.none())
        .run();
  }

  private void three() {
    new ThreeWayMerge(
            Tables.CODE,
            new ThreeReaders(left.reader(), right.reader(), right.reader()),
            change -> changes++,
            DiffWatch.none())
        .run();
  }

  /** By this thread, after what happens only once. */
  private static long allocated(Runnable merge) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    merge.run();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < TIMES; i++) {
      merge.run();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
