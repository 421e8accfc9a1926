package io.syncline.diff.range;

import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.diff.merge.SlabReader;
import io.syncline.model.NativeKey;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges keys and digests of two sides, and stops whenever enough keys that differ were found:
 * whoever asks decides between two batches how to go on. Used by one thread.
 */
final class DigestMerge {

  private final RowReader keys;
  private final Place left;
  private final Place right;

  /**
   * @param schema of rows of key and digest
   */
  DigestMerge(PackedSchema schema, SlabReader left, SlabReader right, DiffWatch watch) {
    this.keys = new RowReader(schema);
    this.left = new Place(Side.LEFT, left, watch);
    this.right = new Place(Side.RIGHT, right, watch);
  }

  /** The next keys that differ, at most so many, ascending; none at the end. */
  List<NativeKey> next(int most) {
    List<NativeKey> found = new ArrayList<>();
    boolean l = left.hasRow();
    boolean r = right.hasRow();
    while ((l || r) && found.size() < most) {
      int order = !r ? -1 : !l ? 1 : left.compareTo(right);
      if (order != 0 || left.digest() != right.digest()) {
        found.add(order <= 0 ? left.key(keys) : right.key(keys));
      }
      if (order <= 0) {
        left.step();
        l = left.hasRow();
      }
      if (order >= 0) {
        right.step();
        r = right.hasRow();
      }
    }
    return found;
  }

  /** How many rows were passed, of the side of which there were more. */
  long rows() {
    return Math.max(left.rows, right.rows);
  }

  /** Before which row a side stands. */
  private static final class Place {

    private final Side side;
    private final SlabReader reader;
    private final DiffWatch watch;
    private Slab slab;
    private int row;
    private long rows;

    Place(Side side, SlabReader reader, DiffWatch watch) {
      this.side = side;
      this.reader = reader;
      this.watch = watch;
      this.slab = reader.next();
      watch.read(side, slab.rows());
    }

    boolean hasRow() {
      if (row > 0 && row == slab.rows()) {
        slab = reader.next();
        watch.read(side, slab.rows());
        row = 0;
      }
      return row < slab.rows();
    }

    void step() {
      row++;
      rows++;
    }

    int compareTo(Place other) {
      return Slab.compareKeys(slab, row, other.slab, other.row);
    }

    long digest() {
      return KeyDigests.digest(slab, row);
    }

    NativeKey key(RowReader reader) {
      return reader.nativeKey(slab, row);
    }
  }
}
