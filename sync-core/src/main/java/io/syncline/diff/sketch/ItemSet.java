package io.syncline.diff.sketch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Distinct items, each with its checksum and its place in its {@link CellSequence}. No object an
 * item: arrays, and a hash table of positions in them.
 */
final class ItemSet {

  static final int MOST_ITEMS = 1 << 27;
  private static final int FIRST_CAPACITY = 16;

  private final SketchSession session;
  private final int words;
  private final SipHash hash;
  private final long[] scratch;

  private long[] items;
  private long[] checksums = new long[FIRST_CAPACITY];
  private long[] states = new long[FIRST_CAPACITY];
  private int[] nexts = new int[FIRST_CAPACITY];
  private int[] table = new int[2 * FIRST_CAPACITY]; // position + 1; 0 is free
  private int size;

  ItemSet(SketchSession session) {
    this.session = session;
    this.words = session.words();
    this.hash = session.hash();
    this.scratch = new long[words];
    this.items = new long[FIRST_CAPACITY * words];
  }

  int size() {
    return size;
  }

  /** Adds what a caller gave. */
  void add(byte[] item) {
    if (item.length != session.itemLength()) {
      throw new IllegalArgumentException(
          "must be of " + session.itemLength() + " bytes: item.length=" + item.length);
    }
    Words.load(item, 0, item.length, scratch, 0);
    addScratch();
  }

  /** Adds an item of sixteen bytes without making an array of it. */
  void add(long key, long digest) {
    if (session.itemLength() != 2 * Long.BYTES) {
      throw new IllegalArgumentException(
          "must be of " + session.itemLength() + " bytes: item.length=" + 2 * Long.BYTES);
    }
    scratch[0] = Long.reverseBytes(key);
    scratch[1] = Long.reverseBytes(digest);
    addScratch();
  }

  private void addScratch() {
    if (size == MOST_ITEMS) {
      throw new IllegalArgumentException("must be <= " + MOST_ITEMS + ": items=" + (size + 1L));
    }
    if (!add(scratch, 0, checksum(scratch, 0))) {
      throw new IllegalArgumentException(
          "must not be in the set already: item="
              + SketchItem.ofWords(scratch, 0, session.itemLength()));
    }
  }

  /** The checksum of an item whose words begin at {@code from}. */
  long checksum(long[] source, int from) {
    return hash.of(source, from, session.itemLength());
  }

  /** Adds the item at {@code from} as the last one; false where it is here already. */
  boolean add(long[] source, int from, long checksum) {
    int slot = slot(source, from, checksum);
    if (table[slot] != 0) {
      return false;
    }
    if (size == checksums.length) {
      grow();
      slot = slot(source, from, checksum);
    }
    System.arraycopy(source, from, items, size * words, words);
    checksums[size] = checksum;
    states[size] = checksum;
    table[slot] = ++size;
    return true;
  }

  boolean contains(long[] source, int from, long checksum) {
    return table[slot(source, from, checksum)] != 0;
  }

  /**
   * Puts every item into those of the cells that its sequence has from where it stands, with {@code
   * sign} 1, or takes it out, with -1.
   *
   * @param origin the index of the array's first cell
   * @param end the index behind the last cell to fill
   */
  void put(CellArray cells, int origin, int end, int sign) {
    for (int item = 0; item < size; item++) {
      for (int cell = nexts[item]; cell < end; cell = advance(item)) {
        cells.put(cell - origin, items, item * words, checksums[item], sign);
      }
    }
  }

  /** Puts the last item into one cell. */
  void putLast(CellArray cells, int cell, int sign) {
    cells.put(cell, items, (size - 1) * words, checksums[size - 1], sign);
  }

  /** Moves an item on to the next cell of its sequence, and says which that is. */
  int advance(int item) {
    states[item] += CellSequence.STEP;
    nexts[item] = CellSequence.after(nexts[item], CellSequence.mix(states[item]));
    return nexts[item];
  }

  List<SketchItem> toList() {
    List<SketchItem> list = new ArrayList<>(size);
    for (int item = 0; item < size; item++) {
      list.add(SketchItem.ofWords(items, item * words, session.itemLength()));
    }
    return list;
  }

  /** Where the table has the item, or would take it. */
  private int slot(long[] source, int from, long checksum) {
    int mask = table.length - 1;
    int slot = (int) checksum & mask;
    while (table[slot] != 0) {
      int item = table[slot] - 1;
      if (checksums[item] == checksum
          && Arrays.equals(items, item * words, (item + 1) * words, source, from, from + words)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int capacity = 2 * size;
    items = Arrays.copyOf(items, capacity * words);
    checksums = Arrays.copyOf(checksums, capacity);
    states = Arrays.copyOf(states, capacity);
    nexts = Arrays.copyOf(nexts, capacity);
    table = new int[2 * capacity];
    for (int item = 0; item < size; item++) {
      int slot = (int) checksums[item] & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = item + 1;
    }
  }
}
