package io.syncline.operate;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.Decision;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One conflict that waits for a person.
 *
 * @param keys the native record per system
 * @param system whose edit is held
 * @param field the field, or {@code life} where a delete met an edit
 * @param base what the system showed before; empty where nothing was ever agreed
 * @param head the agreed value
 * @param incoming what the system shows now
 */
public record OpenConflict(
    String entity,
    SortedMap<SystemId, NativeKey> keys,
    SystemId system,
    String field,
    Optional<Value> base,
    Value head,
    Value incoming,
    RecordId record,
    String register,
    Decision seen) {

  public OpenConflict {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  @Override
  public String toString() {
    return entity
        + " "
        + keys
        + " "
        + field
        + ": "
        + system
        + " shows "
        + incoming
        + ", agreed is "
        + head
        + base.map(value -> ", before it was " + value).orElse("");
  }
}
