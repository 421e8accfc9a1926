package io.syncline.jdbc.dialect;

/**
 * How much of what a database shows is on its disk. What is not may be gone after a crash, and the
 * numbers of its transactions are then given again.
 *
 * @param generation another one after each start of the server, and after each crash
 * @param written how far its log is written, in bytes: what is shown was written before
 * @param flushed how far its log is on disk, in bytes
 */
public record JournalDurability(String generation, long written, long flushed) {}
