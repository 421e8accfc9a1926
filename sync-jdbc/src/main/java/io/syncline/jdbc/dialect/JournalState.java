package io.syncline.jdbc.dialect;

/**
 * How a journal stands for one dataset.
 *
 * @param next the number that will be given next, or one below it
 * @param incarnation another one after each installation, and after triggers were touched
 * @param purged entries numbered below may be gone
 */
public record JournalState(long next, String incarnation, long purged) {}
