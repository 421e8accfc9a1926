package io.syncline.diff.merge;

/**
 * What a two-way merge has seen so far.
 *
 * @param left rows of the left side that were read
 * @param right rows of the right side that were read
 * @param inserts changes of this kind that were handed on; the others likewise
 */
public record MergeCounts(long left, long right, long inserts, long updates, long deletes) {

  public long changes() {
    return inserts + updates + deletes;
  }
}
