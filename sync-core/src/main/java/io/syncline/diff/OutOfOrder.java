package io.syncline.diff;

import io.syncline.model.NativeKey;
import io.syncline.model.SyncException;

/**
 * A side that claimed {@link RowSource.Order#SORTED} gave a key behind a greater one. What was
 * found until then may be wrong; the same rows can be diffed the unsorted way.
 */
public final class OutOfOrder extends SyncException {

  private static final long serialVersionUID = 1L;

  private final Side side;
  private final transient NativeKey before;
  private final transient NativeKey after;

  public OutOfOrder(Side side, NativeKey before, NativeKey after) {
    super(side + " is not sorted: key " + after + " came behind " + before);
    this.side = side;
    this.before = before;
    this.after = after;
  }

  public Side side() {
    return side;
  }

  /** The greater key, which came first. */
  public NativeKey before() {
    return before;
  }

  /** The key that came too late. */
  public NativeKey after() {
    return after;
  }
}
