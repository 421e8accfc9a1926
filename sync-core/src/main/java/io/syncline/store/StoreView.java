package io.syncline.store;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into the state, a batch at a time. What is not there is left out of the answer. */
public interface StoreView extends AutoCloseable {

  /**
   * Names this store among all others, past and present: drawn at random when it was made. Write
   * ids carry it, so that a system that remembers them never takes one hub's write for another's.
   */
  String identity();

  /** The records that are linked to these keys. */
  Map<NativeKey, RecordId> linked(EntityName entity, SystemId system, Collection<NativeKey> keys);

  /** How many records are linked in this system. May take time in proportion to them. */
  long countLinked(EntityName entity, SystemId system);

  Map<RecordId, StoredRecord> load(EntityName entity, Collection<RecordId> ids);

  /** The records saved under these correlation digests, ascending; they may collide, so verify. */
  Map<Long, List<RecordId>> correlated(EntityName entity, Collection<Long> digests);

  /** Records with this flag, ascending, above {@code after} (0: from the first). */
  List<RecordId> flagged(Flag flag, EntityName entity, SystemId system, long after, int limit);

  long countFlagged(Flag flag, EntityName entity, SystemId system);

  /** All records of the entity, ascending, above {@code after} (0: from the first). */
  List<RecordId> records(EntityName entity, long after, int limit);

  long countRecords(EntityName entity);

  Optional<FlowProgress> progress(EntityName entity, SystemId system);

  /** Parked rows in key order above {@code after}. */
  List<ParkedRow> parked(EntityName entity, SystemId system, Optional<NativeKey> after, int limit);

  /** The parked rows of these keys. */
  Map<NativeKey, ParkedRow> parked(EntityName entity, SystemId system, Collection<NativeKey> keys);

  long countParked(EntityName entity, SystemId system);

  /** Notes of one kind in the order of their subjects, above {@code after}. */
  List<Note> notes(
      EntityName entity, SystemId system, NoteKind kind, Optional<String> after, int limit);

  /** The notes on these subjects. */
  Map<String, Note> notes(
      EntityName entity, SystemId system, NoteKind kind, Collection<String> subjects);

  /** The note on one subject; empty where there is none. */
  default Optional<Note> note(EntityName entity, SystemId system, NoteKind kind, String subject) {
    return Optional.ofNullable(notes(entity, system, kind, List.of(subject)).get(subject));
  }

  /** What was decided about one record, oldest first. */
  List<JournalEntry> journal(EntityName entity, RecordId id);

  /**
   * The entity's journal, by record and then by age, behind {@code after}; empty: from the first.
   */
  List<Journaled> journal(EntityName entity, Optional<JournalPosition> after, int limit);

  /** The hub's durable count; 0 in a new store. */
  long count();

  @Override
  void close();
}
