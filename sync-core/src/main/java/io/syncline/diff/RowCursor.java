package io.syncline.diff;

import io.syncline.packed.Slab;

/** Reads one side's rows once, from first to last. Used by one thread at a time. */
public interface RowCursor extends AutoCloseable {

  /**
   * Replaces what is in {@code slab} by the rows that follow, as many as fit; leaves it empty at
   * the end, and at every call after the end.
   *
   * @throws io.syncline.model.SyncException where the rows cannot be read; the cursor must be
   *     closed
   */
  void read(Slab slab);

  /** Frees what is open; also in the middle. Never throws, may be repeated. */
  @Override
  void close();
}
