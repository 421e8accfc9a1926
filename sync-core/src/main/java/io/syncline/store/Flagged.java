package io.syncline.store;

import io.syncline.model.SystemId;

/** One flag of one record for one system. */
public record Flagged(Flag flag, SystemId system) {}
