package io.syncline.store;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import java.util.Comparator;
import java.util.UUID;

/**
 * All that a store in memory holds at one moment. What is committed is never changed again: a
 * transaction works on a copy, which costs nothing, and a view keeps what it found.
 */
final class MemoryTables {

  Tree<EntityName, Tree<RecordId, StoredRecord>> records = Tree.empty();
  Tree<Place, Tree<NativeKey, RecordId>> links = Tree.empty();
  Tree<EntityName, Tree<Long, Tree<RecordId, Boolean>>> digests = Tree.empty();
  Tree<FlagPlace, Tree<RecordId, Boolean>> flags = Tree.empty();
  Tree<Place, Tree<NativeKey, ParkedRow>> parked = Tree.empty();
  Tree<NotePlace, Tree<String, Note>> notes = Tree.empty();
  Tree<EntityName, Tree<RecordId, Tree<Long, JournalEntry>>> journal = Tree.empty();
  Tree<Place, FlowProgress> progress = Tree.empty();
  final String identity;
  long nextId = 1;
  long nextEntry = 1;
  long count;

  MemoryTables() {
    this(UUID.randomUUID().toString());
  }

  private MemoryTables(String identity) {
    this.identity = identity;
  }

  MemoryTables copy() {
    MemoryTables copy = new MemoryTables(identity);
    copy.records = records;
    copy.links = links;
    copy.digests = digests;
    copy.flags = flags;
    copy.parked = parked;
    copy.notes = notes;
    copy.journal = journal;
    copy.progress = progress;
    copy.nextId = nextId;
    copy.nextEntry = nextEntry;
    copy.count = count;
    return copy;
  }

  /** The table at {@code place}, empty where there is none yet. */
  static <P extends Comparable<? super P>, K extends Comparable<? super K>, V> Tree<K, V> at(
      Tree<P, Tree<K, V>> tables, P place) {
    return tables.get(place).orElse(Tree.empty());
  }

  static <P extends Comparable<? super P>, K extends Comparable<? super K>, V>
      Tree<P, Tree<K, V>> put(Tree<P, Tree<K, V>> tables, P place, K key, V value) {
    return tables.with(place, at(tables, place).with(key, value));
  }

  static <P extends Comparable<? super P>, K extends Comparable<? super K>, V>
      Tree<P, Tree<K, V>> remove(Tree<P, Tree<K, V>> tables, P place, K key) {
    return tables.with(place, at(tables, place).without(key));
  }

  /** One entity in one system. */
  record Place(EntityName entity, SystemId system) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::entity).thenComparing(Place::system);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** One flag of one entity in one system. */
  record FlagPlace(Flag flag, Place place) implements Comparable<FlagPlace> {
    private static final Comparator<FlagPlace> ORDER =
        Comparator.comparing(FlagPlace::flag).thenComparing(FlagPlace::place);

    @Override
    public int compareTo(FlagPlace other) {
      return ORDER.compare(this, other);
    }
  }

  /** One kind of notes on one entity in one system. */
  record NotePlace(NoteKind kind, Place place) implements Comparable<NotePlace> {

    private static final Comparator<NotePlace> ORDER =
        Comparator.comparing(NotePlace::kind).thenComparing(NotePlace::place);

    @Override
    public int compareTo(NotePlace other) {
      return ORDER.compare(this, other);
    }
  }
}
