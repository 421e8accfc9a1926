package io.syncline.diff.join;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.ChangeSink;
import io.syncline.diff.Side;
import io.syncline.packed.FieldMask;
import io.syncline.packed.Slab;
import java.util.Arrays;
import java.util.List;

/**
 * Joins the two sides of a partition: the smaller one is in memory, in a table, the other passes
 * by.
 *
 * <p>Rows that only the other one has are kept aside, as a partition of their own that has one side
 * only. It goes the same way, and so a key that is there twice is found there, too.
 */
final class PartitionJoin implements Splitter.Task {

  private static final int CHUNKS_BESIDE = 4;

  private final Work work;
  private final ChangeSink sink;
  private final FieldMask mask;
  private final Splitter splitter;
  private final Slab none;
  private final Slab passing;

  PartitionJoin(Work work, ChangeSink sink) {
    this.work = work;
    this.sink = sink;
    this.mask = new FieldMask(work.schema());
    this.splitter = new Splitter(work, this);
    this.none = new Slab(work.schema(), 1);
    this.passing = new Slab(work.schema(), 1);
  }

  Splitter splitter() {
    return splitter;
  }

  @Override
  public boolean fits(Partition partition) {
    Pile built = partition.pile(built(partition));
    long beside = (long) CHUNKS_BESIDE * work.memory().chunkBytes();
    long need = built.toLoad() + JoinTable.bytes(built.rows()) + beside;
    return built.bytes() <= Places.MOST_BYTES && need <= work.memory().available();
  }

  /** The smaller one, but not one without rows. */
  private static Side built(Partition partition) {
    long left = partition.pile(Side.LEFT).bytes();
    long right = partition.pile(Side.RIGHT).bytes();
    return right == 0 || (left > 0 && left <= right) ? Side.LEFT : Side.RIGHT;
  }

  @Override
  public void run(Partition partition) {
    Side built = built(partition);
    Side passing = built == Side.LEFT ? Side.RIGHT : Side.LEFT;
    Partition kept = new Partition(work, partition.level());
    List<Chunk> chunks = partition.pile(built).load();
    long bytes = JoinTable.bytes(partition.pile(built).rows());
    work.memory().charge(bytes);
    JoinTable table = new JoinTable(work, built, chunks);
    try (Walk rows = partition.pile(passing).walk()) {
      while (rows.next()) {
        pass(rows, passing, table, kept);
      }
    }
    partition.pile(passing).free();
    giveUnmatched(table, built);
    work.memory().release(bytes);
    partition.pile(built).free();
    if (kept.rows() > 0) {
      splitter.settle(kept, 0);
    }
  }

  private void pass(Walk row, Side side, JoinTable table, Partition kept) {
    int slot = table.find(row);
    if (slot < 0) {
      keep(row, side, kept);
    } else if (!table.match(slot)) {
      throw work.twice(side, row.bytes(), row.from());
    } else {
      compare(table.slab(slot), table.row(slot), row, side);
    }
  }

  private void keep(Walk row, Side side, Partition kept) {
    Pile pile = kept.pile(side);
    if (!pile.add(row)) {
      pile.add(row, chunk(row.length(), kept));
    }
  }

  private Chunk chunk(int rowBytes, Partition kept) {
    return work.memory()
        .take(rowBytes)
        .orElseGet(
            () -> {
              kept.spill();
              return work.memory().takeAnyway();
            });
  }

  private void compare(Slab built, int b, Walk row, Side side) {
    if (Arrays.equals(
        built.bytes(), built.keyEnd(b), built.end(b), row.bytes(), row.keyEnd(), row.to())) {
      return;
    }
    passing.clear();
    passing.append(row.bytes(), row.from(), row.keyEnd(), row.to());
    Slab left = side == Side.LEFT ? passing : built;
    Slab right = side == Side.LEFT ? built : passing;
    int l = side == Side.LEFT ? 0 : b;
    int r = side == Side.LEFT ? b : 0;
    long fields = mask.of(left, l, right, r);
    if (fields != 0) {
      sink.change(ChangeKind.UPDATE, left, l, right, r, fields);
    }
  }

  private void giveUnmatched(JoinTable table, Side side) {
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.isUnmatched(slot)) {
        Slab slab = table.slab(slot);
        if (side == Side.LEFT) {
          sink.change(ChangeKind.DELETE, slab, table.row(slot), none, -1, 0);
        } else {
          sink.change(ChangeKind.INSERT, none, -1, slab, table.row(slot), 0);
        }
      }
    }
  }
}
