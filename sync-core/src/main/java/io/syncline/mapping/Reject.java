package io.syncline.mapping;

import io.syncline.model.Value;

/**
 * One value that does not fit.
 *
 * @param field the canonical field
 * @param reason the rule that it breaks, and the value
 * @param value the value as given: native on the way in, canonical on the way out
 */
public record Reject(String field, String reason, Value value) {}
