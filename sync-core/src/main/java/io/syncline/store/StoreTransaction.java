package io.syncline.store;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import java.util.Collection;
import java.util.List;

/**
 * Changes the state; sees its own changes. {@link #close} without {@link #commit} undoes them all.
 * After a {@link StoreException} it can only be closed.
 */
public interface StoreTransaction extends StoreView {

  /**
   * Hands out that many ids in a row, and answers the first. No other transaction gets them, unless
   * this one is undone.
   */
  long allocate(int ids);

  /**
   * Saves records with their links, correlation digests and flags, each record at most once.
   * Refuses with a {@link StoreRefused} a new record that is there, a change of one that is not,
   * and a link that another record holds: links are unique in both directions. A link may pass from
   * one record to another within one call.
   */
  void save(EntityName entity, List<RecordChange> changes);

  void saveProgress(EntityName entity, SystemId system, FlowProgress progress);

  void dropProgress(EntityName entity, SystemId system);

  /** Parks rows; a row that is parked already is replaced. */
  void park(EntityName entity, SystemId system, List<ParkedRow> rows);

  void unpark(EntityName entity, SystemId system, Collection<NativeKey> keys);

  /** Keeps notes; one of the same kind and subject that is there already is replaced. */
  void note(EntityName entity, SystemId system, List<Note> notes);

  void forget(EntityName entity, SystemId system, NoteKind kind, Collection<String> subjects);

  /** Adds to the journal of each entry's record. */
  void append(EntityName entity, List<JournalEntry> entries);

  /** Drops single entries of the journal. */
  void dropJournal(EntityName entity, Collection<JournalPosition> entries);

  /** Sets the hub's count, which must not fall. */
  void saveCount(long count);

  /**
   * Makes the changes durable and ends the transaction; only {@link #close} may follow. Renews the
   * lease under which the transaction was begun.
   *
   * @throws NotHolder where that lease is another's by now: nothing was changed
   */
  void commit();
}
