package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.store.Link;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Native records of one flow whose last image the mapping refused, or that we may not see: what is
 * not understood is not written. They wait for a person.
 */
final class Refused {

  private static final Set<ParkedRow.Reason> REASONS =
      Set.of(
          ParkedRow.Reason.REJECTED, ParkedRow.Reason.DENIED, ParkedRow.Reason.UNKNOWN_REFERENCE);

  private final SystemId system;
  private final Set<NativeKey> keys = new HashSet<>();

  private Refused(SystemId system) {
    this.system = system;
  }

  /** Those that the given records are linked to. */
  static Refused of(
      StoreView view, EntityName entity, SystemId system, Collection<StoredRecord> records) {
    Refused refused = new Refused(system);
    if (view.countParked(entity, system) == 0) {
      return refused;
    }
    Set<NativeKey> linked = new HashSet<>();
    records.forEach(record -> key(record, system).ifPresent(linked::add));
    view.parked(entity, system, linked)
        .forEach(
            (key, row) -> {
              if (REASONS.contains(row.reason())) {
                refused.keys.add(key);
              }
            });
    return refused;
  }

  boolean has(StoredRecord record) {
    return !keys.isEmpty() && key(record, system).filter(keys::contains).isPresent();
  }

  private static Optional<NativeKey> key(StoredRecord record, SystemId system) {
    return Optional.ofNullable(record.links().get(system)).map(Link::key);
  }
}
