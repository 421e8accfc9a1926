package io.syncline.reconcile;

import io.syncline.model.FieldType;
import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.ConflictPolicy;
import java.util.List;
import java.util.Optional;

/**
 * How conflicts of one field are decided, or of an atomic group: fields that conflict, are decided
 * and are written as one, such as the lines of an address.
 *
 * @param name the field's name, or the group's
 * @param fields the field alone, or those of the group
 * @param type the field's type; a struct for a group
 * @param authority the only system whose edits count, if there is one
 */
record FieldRules(
    String name,
    List<String> fields,
    FieldType type,
    ConflictPolicy policy,
    ConflictPolicy initial,
    Optional<SystemId> authority) {

  boolean isGroup() {
    return fields.size() > 1;
  }

  boolean mayEdit(SystemId system) {
    return authority.isEmpty() || authority.get().equals(system);
  }
}
