package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.store.Link;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What becomes of records whose native keys change, within one page: a record goes on under its new
 * key, and the old one leads to it; of two that a system made one, one is gone there.
 */
final class Moves {

  private final Flow flow;
  private final WorkingSet records;
  private final Parking parking;
  private final Decisions decisions;
  private final Aliases aliases;
  private final OwedReads owedReads;

  Moves(
      SyncEntity entity,
      Flow flow,
      WorkingSet records,
      Parking parking,
      Decisions decisions,
      OwedReads owedReads) {
    this.flow = flow;
    this.records = records;
    this.parking = parking;
    this.decisions = decisions;
    this.aliases = new Aliases(entity, flow);
    this.owedReads = owedReads;
  }

  /** Looks up where the page's keys lead that no record is linked to. */
  void load(StoreTransaction transaction, Page page, Set<NativeKey> linked) {
    Set<NativeKey> keys = page.keys();
    keys.removeAll(linked);
    aliases.load(transaction, keys);
    records.load(aliases.records());
  }

  /**
   * Whether the sighting of a key that is not linked came under one that a record had before: then
   * it is no more than a hint of that record. A move on to a key that nobody knew is followed.
   */
  boolean takeOldKey(
      Sighting sighting, Map<NativeKey, RecordId> links, Page page, Predicate<RecordId> gone) {
    Optional<RecordId> record = aliases.of(sighting.key()).filter(records::has);
    if (record.isEmpty() || sighting instanceof Sighting.Denied) {
      return false;
    }
    if (sighting instanceof Sighting.Shown && page.readBegan().isPresent()) {
      aliases.end(sighting.key());
      return false;
    }
    if (sighting instanceof Sighting.Moved moved
        && !links.containsKey(moved.to())
        && aliases.of(moved.to()).isEmpty()) {
      take(moved, record.get(), links, gone);
    } else {
      owedReads.owe(record.get());
    }
    parking.free(sighting.key());
    return true;
  }

  /**
   * A record that goes on under another key, or was merged into one that is known already.
   *
   * @param gone takes in that a record is gone, and answers whether that was believed and new
   */
  void take(
      Sighting.Moved moved, RecordId id, Map<NativeKey, RecordId> links, Predicate<RecordId> gone) {
    parking.free(moved.key());
    links.remove(moved.key());
    RecordId survivor = links.get(moved.to());
    if (survivor != null) {
      if (!id.equals(survivor) && gone.test(id)) {
        decisions.merged(id, flow.system(), moved, survivor);
      }
      return;
    }
    parking.free(moved.to());
    links.put(moved.to(), id);
    aliases.end(moved.to());
    aliases.add(moved.key(), id);
    records.link(id, flow.system(), new Link(moved.to(), Row.empty()));
    owedReads.owe(id);
  }

  void write(StoreTransaction transaction, Instant at) {
    aliases.write(transaction, at);
  }
}
