package io.syncline.operate;

import io.syncline.engine.SyncEntity;
import io.syncline.model.SystemId;
import io.syncline.store.StoreView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the entries of one kind in the state. */
interface EntrySource {

  /**
   * The next entries of one flow, in order.
   *
   * @param after where to begin, which need not wait any more; empty: at the first
   * @param most how many records or rows to look at, two or more
   */
  Batch above(
      StoreView view, SyncEntity entity, SystemId system, Optional<EntryId> after, int most);

  /** Those of the entries of one flow that still wait. */
  List<Current> at(StoreView view, SyncEntity entity, SystemId system, Collection<EntryId> ids);

  /**
   * Some entries of a flow; there may be none although more follow.
   *
   * @param last where to go on; empty: there are no more
   */
  record Batch(List<Current> found, Optional<EntryId> last) {

    static Batch end() {
      return new Batch(List.of(), Optional.empty());
    }
  }
}
