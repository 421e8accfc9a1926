package io.syncline.diff.join;

/**
 * What was read of two sides that came nearly in the order of their keys.
 *
 * @param left rows of the left side; the right likewise
 * @param leftStrays those of them that were out of order, and so were joined
 */
public record ScanCounts(long left, long right, long leftStrays, long rightStrays) {}
