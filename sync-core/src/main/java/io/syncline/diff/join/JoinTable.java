package io.syncline.diff.join;

import io.syncline.diff.Side;
import io.syncline.packed.Slab;
import java.util.Arrays;
import java.util.List;

/**
 * Finds rows of one side by their keys: a hash table with open addressing and linear probing, one
 * long a slot.
 *
 * <pre>
 * 32 bits of the key's digest | matched | the row's place + 1, 31 bits; 0: the slot is empty
 * </pre>
 *
 * <p>The bits of the digest only spare most comparisons: a row is found where the bytes of the key
 * are equal.
 */
final class JoinTable {

  private static final long MATCHED = 1L << 31;
  private static final int PLACE = Integer.MAX_VALUE;

  /** The digest's top bits chose the partition and are much alike; the lowest choose the slot. */
  private static final int TAG_SHIFT = 20;

  private final Work work;
  private final Places places;
  private final long[] slots;

  /**
   * @throws io.syncline.diff.DiffException where a key is there twice
   */
  JoinTable(Work work, Side side, List<Chunk> chunks) {
    this.work = work;
    this.places = new Places(chunks);
    this.slots = new long[capacity(places.rows())];
    for (int chunk = 0; chunk < places.slabs(); chunk++) {
      work.watch().check();
      add(side, chunk);
    }
  }

  /** What a table of this many rows takes. */
  static long bytes(long rows) {
    return (long) Long.BYTES * capacity(rows);
  }

  private static int capacity(long rows) {
    return 1 << (Long.SIZE - Long.numberOfLeadingZeros(2 * rows));
  }

  private void add(Side side, int chunk) {
    Walk row = new SlabWalk(places.chunk(chunk));
    for (int i = 0; row.next(); i++) {
      long digest = work.digest().of(row.bytes(), row.from(), row.keyEnd());
      int slot = slot(digest, row);
      if (slots[slot] != 0) {
        throw work.twice(side, row.bytes(), row.from());
      }
      slots[slot] = (long) tag(digest) << Integer.SIZE | (places.of(chunk, i) + 1);
    }
  }

  /** The slot of the row with the key of the one that the walk is at; negative if there is none. */
  int find(Walk row) {
    int slot = slot(work.digest().of(row.bytes(), row.from(), row.keyEnd()), row);
    return slots[slot] == 0 ? -1 : slot;
  }

  /** The slot with this key, or the empty one where it belongs. */
  private int slot(long digest, Walk row) {
    int tag = tag(digest);
    int slot = (int) digest & (slots.length - 1);
    while (slots[slot] != 0 && !(tag == tag(slot) && hasKey(slot, row))) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private static int tag(long digest) {
    return (int) (digest >>> TAG_SHIFT);
  }

  private int tag(int slot) {
    return (int) (slots[slot] >>> Integer.SIZE);
  }

  private boolean hasKey(int slot, Walk row) {
    Slab slab = slab(slot);
    int found = row(slot);
    return Arrays.equals(
        slab.bytes(), slab.start(found), slab.keyEnd(found), row.bytes(), row.from(), row.keyEnd());
  }

  int slots() {
    return slots.length;
  }

  Slab slab(int slot) {
    return places.slab(place(slot));
  }

  /** Where in its slab the slot's row is. */
  int row(int slot) {
    return places.row(place(slot));
  }

  private int place(int slot) {
    return ((int) slots[slot] & PLACE) - 1;
  }

  /** Remembers that the other side has the row; false where it was known. */
  boolean match(int slot) {
    boolean first = (slots[slot] & MATCHED) == 0;
    slots[slot] |= MATCHED;
    return first;
  }

  /** Whether the slot has a row that was not matched. */
  boolean isUnmatched(int slot) {
    return slots[slot] != 0 && (slots[slot] & MATCHED) == 0;
  }
}
