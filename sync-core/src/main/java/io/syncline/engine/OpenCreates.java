package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The records of which a create is in flight with its fate unknown, per flow. What appears at the
 * system meanwhile may be that very create. At most as many as three batches of writes hold, or a
 * job of writes.
 */
final class OpenCreates {

  private final Map<FlowName, Set<RecordId>> open = new HashMap<>();

  void add(EntityName entity, SystemId system, RecordId id) {
    open.computeIfAbsent(new FlowName(entity, system), name -> new TreeSet<>()).add(id);
  }

  void remove(EntityName entity, SystemId system, RecordId id) {
    Set<RecordId> ids = open.get(new FlowName(entity, system));
    if (ids != null) {
      ids.remove(id);
    }
  }

  Set<RecordId> of(EntityName entity, SystemId system) {
    return Set.copyOf(open.getOrDefault(new FlowName(entity, system), Set.of()));
  }
}
