package io.syncline.diff.join;

import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import java.util.function.Consumer;

/** Sorts each side of a partition and hands all three on. */
final class PartitionSort implements Splitter.Task {

  private final Work work;
  private final Consumer<ThreeCursors> each;

  PartitionSort(Work work, Consumer<ThreeCursors> each) {
    this.work = work;
    this.each = each;
  }

  @Override
  public boolean fits(Partition partition) {
    long need = 0;
    for (Side side : Side.values()) {
      Pile pile = partition.pile(side);
      if (pile.bytes() > Places.MOST_BYTES) {
        return false;
      }
      need += pile.toLoad() + SortedRows.bytes(pile.rows());
    }
    return need <= work.memory().available();
  }

  @Override
  public void run(Partition partition) {
    long bytes = SortedRows.bytes(partition.rows());
    work.memory().charge(bytes);
    each.accept(
        new ThreeCursors(
            sorted(partition, Side.BASE),
            sorted(partition, Side.LEFT),
            sorted(partition, Side.RIGHT)));
    work.memory().release(bytes);
    for (Side side : Side.values()) {
      partition.pile(side).free();
    }
  }

  private RowCursor sorted(Partition partition, Side side) {
    return new SortedRows(work.watch(), partition.pile(side).load());
  }
}
