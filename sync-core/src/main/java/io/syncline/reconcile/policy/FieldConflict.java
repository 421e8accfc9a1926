package io.syncline.reconcile.policy;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.util.Optional;

/**
 * Two edits of one field that were made without sight of each other.
 *
 * <p>An atomic group conflicts as one field: it has the group's name, and its values are structs of
 * the fields that the system shows.
 *
 * @param base what the system showed before its edit; empty where nothing was ever agreed, at first
 *     contact, and where two hubs meet
 */
public record FieldConflict(
    String field, FieldType type, Optional<Value> base, Edit head, Edit incoming) {}
