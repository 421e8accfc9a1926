package io.syncline.jdbc.dialect;

import java.util.Optional;

/**
 * How a journal stands for one dataset.
 *
 * @param next the number that will be given next, or one below it
 * @param incarnation another one after each installation, and after triggers were touched
 * @param purged entries numbered below may be gone
 * @param durability empty: no number is ever given again
 */
public record JournalState(
    long next, String incarnation, long purged, Optional<JournalDurability> durability) {}
