package io.syncline.diff.merge;

import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.diff.SideChange;
import io.syncline.diff.ThreeWaySink;
import io.syncline.packed.FieldMask;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;

/**
 * Finds what two sorted sides did since they were both equal to a sorted base, in one pass. Used
 * once, by one thread. Makes no garbage.
 *
 * <p>As {@link TwoWayMerge}, with the base compared to each side as memory; rows are passed over as
 * far as both agree with it. How far one side agrees is remembered while the other stops the merge,
 * so that a side that never changed is compared once, whatever the other did.
 */
public final class ThreeWayMerge {

  private final ThreeWaySink sink;
  private final FieldMask fields;
  private final SlabReader baseReader;
  private final SlabReader leftReader;
  private final SlabReader rightReader;
  private final DiffWatch watch;

  /**
   * Closes none of the readers.
   *
   * @param schema of the rows of all three
   */
  public ThreeWayMerge(PackedSchema schema, ThreeReaders from, ThreeWaySink sink, DiffWatch watch) {
    this.fields = new FieldMask(schema);
    this.baseReader = from.base();
    this.leftReader = from.left();
    this.rightReader = from.right();
    this.sink = sink;
    this.watch = watch;
  }

  /**
   * Hands every record that a side changed to the sink, in key order.
   *
   * @throws io.syncline.diff.OutOfOrder as {@link TwoWayMerge#run}; the other errors likewise
   */
  public void run() {
    new Pass().run();
  }

  /** One pass over all three. */
  private final class Pass {

    private final Position base = new Position(Side.BASE, baseReader, watch);
    private final Position left = new Position(Side.LEFT, leftReader, watch);
    private final Position right = new Position(Side.RIGHT, rightReader, watch);
    private final Agreement leftAgrees = new Agreement(base, left);
    private final Agreement rightAgrees = new Agreement(base, right);
    private final RecordChange change = new RecordChange(base, left, right);

    void run() {
      while (anyHasRow()) {
        if (!base.inSlab()) {
          inserted(order(left, right));
        } else if (!left.inSlab() || !right.inSlab() || !passEqual()) {
          differ();
        }
      }
    }

    /** Each takes its next slab where it needs one. */
    private boolean anyHasRow() {
      boolean inBase = base.hasRow();
      boolean onLeft = left.hasRow();
      return right.hasRow() || onLeft || inBase;
    }

    /** Passes over the rows that are equal on all three; false where there is none. */
    private boolean passEqual() {
      int equal = Math.min(leftAgrees.bytes(), rightAgrees.bytes());
      int from = base.offset();
      int row = base.slab.rowAt(from + equal, base.row);
      int rows = row - base.row;
      if (rows == 0) {
        return false;
      }
      int bytes = base.slab.start(row) - from;
      leftAgrees.pass(bytes);
      rightAgrees.pass(bytes);
      base.row = row;
      left.row += rows;
      right.row += rows;
      return true;
    }

    /** Of a base that stands before a row. */
    private void differ() {
      boolean leftEqual = left.inSlab() && leftAgrees.coversRow();
      boolean rightEqual = right.inSlab() && rightAgrees.coversRow();
      int leftOrder = leftEqual ? 0 : order(left, base);
      int rightOrder = rightEqual ? 0 : order(right, base);
      if (leftOrder < 0 || rightOrder < 0) {
        inserted(
            leftOrder < 0 && rightOrder < 0
                ? order(left, right)
                : Integer.compare(leftOrder, rightOrder));
        return;
      }
      change.begin(base.row, leftOrder == 0 ? left.row : -1, rightOrder == 0 ? right.row : -1);
      long l = leftEqual || leftOrder > 0 ? 0 : fields.of(base.slab, base.row, left.slab, left.row);
      long r =
          rightEqual || rightOrder > 0 ? 0 : fields.of(base.slab, base.row, right.slab, right.row);
      change.left = what(leftOrder, l);
      change.right = what(rightOrder, r);
      change.fields(l, r, (l & r) == 0 ? 0 : between());
      if (change.left != SideChange.UNCHANGED || change.right != SideChange.UNCHANGED) {
        sink.change(change);
      }
      passBase(leftOrder == 0, rightOrder == 0);
    }

    private SideChange what(int order, long mask) {
      if (order > 0) {
        return SideChange.DELETED;
      }
      return mask == 0 ? SideChange.UNCHANGED : SideChange.UPDATED;
    }

    private long between() {
      return fields.of(left.slab, left.row, right.slab, right.row);
    }

    private void passBase(boolean withLeft, boolean withRight) {
      int bytes = base.slab.end(base.row) - base.offset();
      base.row++;
      pass(left, leftAgrees, withLeft, bytes);
      pass(right, rightAgrees, withRight, bytes);
    }

    private void pass(Position side, Agreement agreement, boolean with, int bytes) {
      if (with) {
        side.row++;
        agreement.pass(bytes);
      } else {
        agreement.forget();
      }
    }

    /**
     * A record that the base lacks.
     *
     * @param order below 0: only the left side has it, above: only the right
     */
    private void inserted(int order) {
      boolean onLeft = order <= 0;
      boolean onRight = order >= 0;
      change.begin(-1, onLeft ? left.row : -1, onRight ? right.row : -1);
      change.left = onLeft ? SideChange.INSERTED : SideChange.UNCHANGED;
      change.right = onRight ? SideChange.INSERTED : SideChange.UNCHANGED;
      change.insertedDifferently(onLeft && onRight ? between() : 0);
      sink.change(change);
      if (onLeft) {
        left.row++;
        leftAgrees.forget();
      }
      if (onRight) {
        right.row++;
        rightAgrees.forget();
      }
    }

    /** Of two sides, one of which may be at its end. */
    private int order(Position one, Position other) {
      if (!one.inSlab() || !other.inSlab()) {
        return Boolean.compare(other.inSlab(), one.inSlab());
      }
      return Slab.compareKeys(one.slab, one.row, other.slab, other.row);
    }
  }
}
