package io.syncline.diff.merge;

import io.syncline.diff.DiffException;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.OutOfOrder;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.model.SyncException;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;

/**
 * Gives one side's rows slab by slab, keys strictly ascending from the first row to the last. Used
 * by one thread.
 */
public interface SlabReader extends AutoCloseable {

  /**
   * The rows that follow; an empty slab at the end, and at every call after the end. The slab given
   * before is void.
   *
   * @throws OutOfOrder where a key is not greater than the one before it
   * @throws DiffException where a key came twice, or the rows cannot be read; the cause is what the
   *     cursor threw
   * @throws io.syncline.diff.DiffCancelled where this thread was interrupted while it waited
   */
  Slab next();

  /** Ends reading, also in the middle, and closes the cursor. Never throws, may be repeated. */
  @Override
  void close();

  /**
   * Reads a cursor, whose keys are checked, and closes it in the end: ahead on a thread of its own,
   * or when rows are asked for where {@code limits} grant no slab ahead.
   */
  static SlabReader of(Side side, PackedSchema schema, RowCursor cursor, DiffLimits limits) {
    return ofOrdered(side, schema, new OrderedCursor(side, schema, cursor), limits);
  }

  /** As {@link #of}, where the cursor itself sees to it that keys ascend. */
  static SlabReader ofOrdered(Side side, PackedSchema schema, RowCursor cursor, DiffLimits limits) {
    return limits.slabsAhead() == 0
        ? new InlineReader(side, cursor, new Slab(schema, limits.slabBytes()))
        : ReadAhead.start(side, schema, cursor, limits);
  }

  /** What a reader throws where its cursor threw. */
  static SyncException failure(Side side, Throwable cause) {
    return cause instanceof DiffException || cause instanceof OutOfOrder
        ? (SyncException) cause
        : new DiffException("cannot read " + side + ": " + cause.getMessage(), cause);
  }
}
