package io.syncline.diff;

import io.syncline.packed.Slab;

/** Takes what differs, as packed rows. */
@FunctionalInterface
public interface ChangeSink {

  /**
   * One record that differs. The slabs are good until this returns; their rows must be copied to be
   * kept. Called on the thread that diffs, in key order where the way of the diff keeps it.
   *
   * @param l the record's row in {@code left}; of an insert, -1
   * @param r the record's row in {@code right}; of a delete, -1
   * @param fields of an update: a bit per field that differs, see {@link
   *     io.syncline.packed.FieldMask}; else 0
   */
  void change(ChangeKind kind, Slab left, int l, Slab right, int r, long fields);

  /**
   * All that was given so far is void: a side that claimed {@link RowSource.Order#SORTED} is not
   * sorted, so some of it may be wrong. The diff begins anew, the unsorted way, and gives each
   * change again. Override this where changes can be taken back; called at most once a diff.
   *
   * @param broken the side, and the two keys that came in the wrong order
   * @throws DiffException where what was given cannot be taken back, which ends the diff
   */
  default void restart(OutOfOrder broken) {
    throw DiffException.cannotRestart(broken);
  }
}
