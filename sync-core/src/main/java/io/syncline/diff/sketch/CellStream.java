package io.syncline.diff.sketch;

/**
 * The endless cells of a set, in order.
 *
 * <p>The paper keeps the items in a heap by the next cell that holds them. Here a sweep over all
 * items makes a block of cells, at least as many as were made before: an item is in about 1.4 cells
 * of such a block, so a sweep finds work at almost every item, reads memory in order and needs no
 * heap. Cells made ahead are handed out later.
 */
final class CellStream {

  private static final int MOST_AHEAD = 1 << 16;

  private final ItemSet items;
  private final int words;
  private CellArray block;
  private int blockFirst;
  private int position;

  CellStream(ItemSet items, int words) {
    this.items = items;
    this.words = words;
    this.block = new CellArray(words, 0);
  }

  /** The index of the next cell. */
  int position() {
    return position;
  }

  /** The next {@code count} cells. */
  CellArray next(int count) {
    CellArray cells = new CellArray(words, count);
    int done = 0;
    while (done < count) {
      if (position == blockFirst + block.size()) {
        sweep(count - done);
      }
      int copied = Math.min(count - done, blockFirst + block.size() - position);
      cells.copy(block, position - blockFirst, done, copied);
      done += copied;
      position += copied;
    }
    return cells;
  }

  private void sweep(int wanted) {
    block = new CellArray(words, Math.max(wanted, Math.min(position, MOST_AHEAD)));
    blockFirst = position;
    items.put(block, blockFirst, blockFirst + block.size(), 1);
  }
}
