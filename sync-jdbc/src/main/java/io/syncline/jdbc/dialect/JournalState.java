package io.syncline.jdbc.dialect;

/**
 * How a journal stands for one dataset.
 *
 * @param snapshot of the running transaction
 * @param next the number that the following transaction will get, or one below it
 * @param incarnation another one after each installation, and after triggers were touched
 * @param purged entries of transactions numbered below may be gone
 */
public record JournalState(JournalSnapshot snapshot, long next, String incarnation, long purged) {}
