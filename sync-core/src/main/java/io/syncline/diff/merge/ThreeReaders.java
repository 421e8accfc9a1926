package io.syncline.diff.merge;

/**
 * What a three-way merge reads.
 *
 * @param base what both sides once were
 */
public record ThreeReaders(SlabReader base, SlabReader left, SlabReader right) {}
