package io.syncline.diff.join;

/**
 * What an unsorted diff took.
 *
 * @param memoryBytes what rows and tables took at most, beside a slab to read with and a few chunks
 * @param spilledBytes what was written to files; rows that were spread again count again
 * @param spilledFiles how many files were made
 * @param spreads how often a row was spread over partitions at most; 1 unless partitions did not
 *     fit in memory
 */
public record SpillSummary(long memoryBytes, long spilledBytes, int spilledFiles, int spreads) {}
