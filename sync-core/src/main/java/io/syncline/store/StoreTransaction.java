package io.syncline.store;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import java.util.Collection;
import java.util.List;

/**
 * Changes the state; sees its own changes. {@link #close} without {@link #commit} undoes them all.
 */
public interface StoreTransaction extends StoreView {

  /** Ids never handed out before, ascending. The first of them is returned. */
  long allocate(int ids);

  /**
   * Saves records with their links, correlation digests and flags. A link that another record holds
   * already is refused with a {@link StoreException}: links are unique in both directions.
   */
  void save(EntityName entity, List<RecordChange> changes);

  void saveProgress(EntityName entity, SystemId system, FlowProgress progress);

  /** Parks rows; a row that is parked already is replaced. */
  void park(EntityName entity, SystemId system, List<ParkedRow> rows);

  void unpark(EntityName entity, SystemId system, Collection<NativeKey> keys);

  void append(EntityName entity, List<JournalEntry> entries);

  /** Sets the hub's count, which must not fall. */
  void saveCount(long count);

  void commit();
}
