package io.syncline.diff.sketch;

import java.util.Arrays;

/**
 * The cells of the difference of two sets, and the items found in them so far.
 *
 * <p>A batch is put at the end as a whole, but its cells are looked at one by one, in order, each
 * with all that follows from it: so it is known exactly which cell completed the difference. Items
 * found on the way are taken out of all cells that are here, looked at or not.
 */
final class Peeling {

  private final ItemSet own;
  private final ItemSet onlyLeft;
  private final ItemSet onlyRight;
  private final CellArray cells;
  private int open; // cells looked at

  /** Cells to look at again, and which those are. */
  private int[] waiting = new int[64];

  private boolean[] waits = new boolean[64];
  private int waitingSize;

  Peeling(SketchSession session, ItemSet own) {
    this.own = own;
    this.onlyLeft = new ItemSet(session);
    this.onlyRight = new ItemSet(session);
    this.cells = new CellArray(session.words(), 0);
  }

  /** Takes the next cells of both sets; true if the difference is complete. */
  boolean take(CellArray left, CellArray right, int count) {
    int loaded = cells.size();
    cells.appendDifference(left, right, count);
    onlyLeft.put(cells, 0, cells.size(), -1);
    onlyRight.put(cells, 0, cells.size(), 1);
    reserve(loaded + count);
    while (open < cells.size()) {
      await(open++);
      peel();
      if (cells.isEmpty(0)) {
        requireAllEmpty();
        return true;
      }
    }
    return false;
  }

  int cells() {
    return open;
  }

  SketchDifference difference() {
    return new SketchDifference(onlyLeft.toList(), onlyRight.toList());
  }

  private void peel() {
    while (waitingSize > 0) {
      int cell = waiting[--waitingSize];
      waits[cell] = false;
      if (cells.checksum(cell) == 0) {
        requireEmpty(cell);
      } else if (Math.abs(cells.count(cell)) == 1) {
        long checksum = cells.checksum(cell);
        if (own.checksum(cells.data(), cells.at(cell)) == checksum) {
          find(cell, checksum);
        }
      }
    }
  }

  /** Takes the only item of a cell as found, and out of all cells that hold it. */
  private void find(int cell, long checksum) {
    int sign = (int) cells.count(cell);
    boolean known = own.contains(cells.data(), cells.at(cell), checksum);
    if (known == (sign == 1)) {
      throw new SketchException(
          (known ? "must not be" : "must be") + " among the decoder's own items: cell=" + cell);
    }
    ItemSet side = sign == 1 ? onlyLeft : onlyRight;
    if (!side.add(cells.data(), cells.at(cell), checksum)) {
      throw new SketchException("must hold no item found before: cell=" + cell);
    }
    if (onlyLeft.size() + onlyRight.size() > open) {
      throw new SketchException("must hold no more items than cells: cell=" + cell);
    }
    int item = side.size() - 1;
    int end = cells.size();
    for (int next = 0; next < end; next = side.advance(item)) {
      side.putLast(cells, next, -sign);
      if (next < open && Math.abs(cells.count(next)) <= 1) {
        await(next);
      }
    }
    requireEmpty(cell);
  }

  private void await(int cell) {
    if (!waits[cell]) {
      waits[cell] = true;
      waiting[waitingSize++] = cell;
    }
  }

  /** No checksum, no items: anything else that is left cannot stem from two sets. */
  private void requireEmpty(int cell) {
    if (!cells.isEmpty(cell)) {
      throw new SketchException("must be empty when its items are taken out: cell=" + cell);
    }
  }

  private void requireAllEmpty() {
    for (int cell = 0; cell < open; cell++) {
      requireEmpty(cell);
    }
  }

  private void reserve(int size) {
    if (size > waits.length) {
      int capacity = Math.max(size, waits.length / 2 * 3);
      waits = Arrays.copyOf(waits, capacity);
      waiting = Arrays.copyOf(waiting, capacity);
    }
  }
}
