package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.model.Version;
import io.syncline.reconcile.Holding;
import io.syncline.store.Flag;
import io.syncline.store.Flagged;
import io.syncline.store.Link;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Marks records of which a system holds by now what its last sweep by digest has not compared, by
 * our own writes too. Without, such a record that its users set back would lie in a range whose
 * digest is what it was, and the edit would be lost.
 */
final class Unswept {

  private final List<SystemId> systems;

  private Unswept(List<SystemId> systems) {
    this.systems = systems;
  }

  /** For the systems that were swept by digest. */
  static Unswept of(SyncEntity entity, StoreView view) {
    return new Unswept(
        entity.flows().values().stream()
            .filter(Flow::isSweptByDigest)
            .map(Flow::system)
            .filter(each -> new SweptRanges(entity.name(), each).summary(view).isPresent())
            .toList());
  }

  /**
   * The record with its marks.
   *
   * @param before as the store has it; empty for a new record
   */
  StoredRecord marked(Optional<StoredRecord> before, StoredRecord after) {
    StoredRecord marked = after;
    for (SystemId system : systems) {
      boolean was = before.map(each -> isMarked(each, system)).orElse(false);
      Shown shown = before.map(each -> Shown.of(each, system)).orElse(Shown.nothing());
      marked = mark(marked, system, was || !shown.equals(Shown.of(after, system)));
    }
    return marked;
  }

  static boolean isMarked(StoredRecord record, SystemId system) {
    return record.flags().contains(new Flagged(Flag.UNSWEPT, system));
  }

  /** The record with the mark, or without. */
  static StoredRecord mark(StoredRecord record, SystemId system, boolean marked) {
    if (isMarked(record, system) == marked) {
      return record;
    }
    Set<Flagged> flags = new HashSet<>(record.flags());
    if (marked) {
      flags.add(new Flagged(Flag.UNSWEPT, system));
    } else {
      flags.remove(new Flagged(Flag.UNSWEPT, system));
    }
    return new StoredRecord(
        record.id(), record.state(), record.links(), record.correlation(), flags);
  }

  /** What a sweep compares of a record. */
  private record Shown(Optional<NativeKey> key, boolean alive, Optional<Version> version) {

    static Shown nothing() {
      return new Shown(Optional.empty(), false, Optional.empty());
    }

    static Shown of(StoredRecord record, SystemId system) {
      Optional<Holding> holding = record.state().holding(system);
      return new Shown(
          Optional.ofNullable(record.links().get(system)).map(Link::key),
          holding.map(Holding::alive).orElse(false),
          holding.flatMap(Holding::token));
    }
  }
}
