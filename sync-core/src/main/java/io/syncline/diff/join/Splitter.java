package io.syncline.diff.join;

import io.syncline.diff.DiffLimits;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.Slab;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Brings sides of any size and order to a task that works on what fits in memory: spreads them over
 * partitions, and those that do not fit again, by further bits of the keys' digests. Where the
 * digests of a partition's keys do not tell them apart, it is spread by the first bits in which the
 * keys themselves differ, so each step splits, and the last ones hold one key.
 */
final class Splitter {

  /** What is done with each partition. */
  interface Task {

    /** Whether memory suffices for {@link #run}. */
    boolean fits(Partition partition);

    /** Works on all rows of the partition and frees them. */
    void run(Partition partition);
  }

  private final Work work;
  private final Task task;
  private int deepest;

  Splitter(Work work, Task task) {
    this.work = work;
    this.task = task;
  }

  /** How many times rows were spread one after the other, at most. */
  int deepest() {
    return deepest;
  }

  /** Reads the sides by turns, so that none waits for another to end. */
  void run(Map<Side, RowCursor> cursors, DiffLimits limits) {
    Spread spread = begin();
    Slab slab = new Slab(work.schema(), limits.slabBytes());
    Map<Side, RowCursor> open = new EnumMap<>(cursors);
    while (!open.isEmpty()) {
      open.entrySet().removeIf(side -> isOver(side.getKey(), side.getValue(), slab, spread));
    }
    finish(spread);
  }

  /** Where rows are to be put before {@link #finish}. */
  Spread begin() {
    return new Spread(work, Router.byDigest(work.digest(), 0), 1);
  }

  /** Brings what was spread to the task. */
  void finish(Spread spread) {
    finish(spread, 1);
  }

  private boolean isOver(Side side, RowCursor cursor, Slab slab, Spread spread) {
    cursor.read(slab);
    work.watch().read(side, slab.rows());
    spread.add(side, new SlabWalk(slab));
    return slab.isEmpty();
  }

  /** First what is in memory, to free it for what is not. */
  private void finish(Spread spread, int depth) {
    deepest = Math.max(deepest, depth);
    List<Partition> partitions = spread.partitions();
    partitions.stream().filter(Partition::isSpilled).forEach(Partition::seal);
    for (Partition partition : partitions) {
      work.watch().check();
      if (!partition.isSpilled()) {
        runOrSpill(partition);
      }
    }
    for (Partition partition : partitions) {
      work.watch().check();
      if (partition.isSpilled()) {
        settle(partition, depth);
      }
    }
  }

  private void runOrSpill(Partition partition) {
    if (task.fits(partition)) {
      task.run(partition);
    } else {
      partition.seal();
    }
  }

  /** Runs the task on the partition, or on what it splits into. */
  void settle(Partition partition, int depth) {
    if (task.fits(partition)) {
      task.run(partition);
      return;
    }
    partition.seal();
    if (partition.level() < Router.LEVELS) {
      Router router = Router.byDigest(work.digest(), partition.level());
      split(partition, new Spread(work, router, partition.level() + 1), depth);
    } else {
      splitByKey(partition, depth);
    }
  }

  private void splitByKey(Partition partition, int depth) {
    FirstDifference difference = new FirstDifference(work);
    for (Side side : Side.values()) {
      difference.add(side, partition.pile(side));
    }
    if (difference.isEmpty()) {
      task.run(partition);
    } else {
      Router router = Router.byKey(difference.bit());
      split(partition, new Spread(work, router, Router.LEVELS), depth);
    }
  }

  private void split(Partition partition, Spread spread, int depth) {
    for (Side side : Side.values()) {
      Pile pile = partition.pile(side);
      try (Walk rows = pile.walk()) {
        spread.add(side, rows);
      }
      pile.free();
    }
    finish(spread, depth + 1);
  }
}
