package io.syncline.diff.merge;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.packed.FieldMask;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.util.Arrays;

/**
 * Finds what differs between two sorted sides in one pass. Used once, by one thread.
 *
 * <p>Both sides stand at the beginning of a row. What is left of both slabs is compared as memory
 * ({@link Arrays#mismatch}, which the JVM turns into vector instructions). Equal bytes from two row
 * beginnings on are equal rows, cut alike, since a row's bytes tell where it ends: so the byte that
 * differs, looked up among the left slab's row beginnings, tells how many rows to pass over on both
 * sides.
 *
 * <p>That byte also says what differs. Keys sort as unsigned bytes, and none is the beginning of
 * another. Where it lies in the left row's key, the keys differ, and the side with the smaller byte
 * has a record that the other lacks. Where it lies behind the key, the keys are equal, and the
 * fields are compared. Then both stand at the beginning of a row again.
 *
 * <p>No byte is read twice but those of differing rows, so a run of changes costs no more than each
 * change on its own: a comparison that ends soon is a short one. Makes no garbage.
 *
 * <p>The answer is right because keys ascend strictly on both sides, which {@link SlabReader}
 * promises: when a key is passed over on one side as missing on the other, that other side stands
 * at a greater key, and had it before, it would have been met. A row that differs in nothing but
 * fields that either side does not carry is no change.
 */
public final class TwoWayMerge {

  private final SlabReader leftReader;
  private final SlabReader rightReader;
  private final ChangeSink sink;
  private final DiffWatch watch;
  private final FieldMask fields;
  private long leftRows;
  private long rightRows;
  private long inserts;
  private long updates;
  private long deletes;

  /**
   * Closes neither reader.
   *
   * @param schema of the rows of both
   */
  public TwoWayMerge(
      PackedSchema schema, SlabReader left, SlabReader right, ChangeSink sink, DiffWatch watch) {
    this.leftReader = left;
    this.rightReader = right;
    this.sink = sink;
    this.watch = watch;
    this.fields = new FieldMask(schema);
  }

  /**
   * Hands every change to the sink, in key order.
   *
   * @throws io.syncline.diff.OutOfOrder where a side is not sorted; some of what the sink was given
   *     may be wrong then
   * @throws io.syncline.diff.DiffException where a side has a key twice or cannot be read
   * @throws io.syncline.diff.DiffCancelled where the watch or an interrupt ends the diff
   */
  public void run() {
    Position left = new Position(Side.LEFT, leftReader, watch);
    Position right = new Position(Side.RIGHT, rightReader, watch);
    while (left.hasRow() && right.hasRow()) {
      step(left, right);
    }
    while (left.hasRow()) {
      delete(left, right);
    }
    while (right.hasRow()) {
      insert(left, right);
    }
    leftRows = left.rows;
    rightRows = right.rows;
  }

  /** Passes over equal rows, and over the one behind them that differs. */
  private void step(Position left, Position right) {
    Slab l = left.slab;
    Slab r = right.slab;
    int from = left.offset();
    int same = Arrays.mismatch(l.bytes(), from, l.size(), r.bytes(), right.offset(), r.size());
    if (same < 0) {
      left.row = l.rows();
      right.row = r.rows();
      return;
    }
    int row = l.rowAt(from + same, left.row);
    right.row += row - left.row;
    left.row = row;
    if (left.inSlab() && right.inSlab()) {
      differ(left, right, from + same);
    }
  }

  /**
   * @param at where in the left slab the byte is that differs
   */
  private void differ(Position left, Position right, int at) {
    if (at >= left.slab.keyEnd(left.row)) {
      update(left, right);
      return;
    }
    byte l = left.slab.bytes()[at];
    byte r = right.slab.bytes()[right.offset() + at - left.offset()];
    if (Byte.compareUnsigned(l, r) < 0) {
      delete(left, right);
    } else {
      insert(left, right);
    }
  }

  private void update(Position left, Position right) {
    long mask = fields.of(left.slab, left.row, right.slab, right.row);
    if (mask != 0) {
      sink.change(ChangeKind.UPDATE, left.slab, left.row, right.slab, right.row, mask);
      updates++;
    }
    left.row++;
    right.row++;
  }

  private void delete(Position left, Position right) {
    sink.change(ChangeKind.DELETE, left.slab, left.row, right.slab, -1, 0);
    deletes++;
    left.row++;
  }

  private void insert(Position left, Position right) {
    sink.change(ChangeKind.INSERT, left.slab, -1, right.slab, right.row, 0);
    inserts++;
    right.row++;
  }

  /** What {@link #run} saw; of one that ended early, the rows are 0. */
  public MergeCounts counts() {
    return new MergeCounts(leftRows, rightRows, inserts, updates, deletes);
  }
}
