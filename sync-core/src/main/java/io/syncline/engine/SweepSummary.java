package io.syncline.engine;

import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;

/**
 * What sweeps by digest know of one dataset, in all.
 *
 * @param function by which it is digested, with all that this depends on
 * @param rows how many records a range is to hold, about
 * @param next the number of the next range
 * @param ranges how many there are
 * @param digest the sum of all ranges that were listed
 * @param held how many members they have
 * @param whole whether all were listed, and what none of them has was looked for
 */
record SweepSummary(
    String function,
    int rows,
    long next,
    long ranges,
    RangeDigest digest,
    long held,
    boolean whole) {

  /** The fewest records that a range is to hold, where a read may have as many. */
  static final int LEAST_ROWS = 256;

  /** About as many ranges a dataset is cut into at most. */
  static final int MOST_RANGES = 16_384;

  static SweepSummary begun(String function, long count, int readRows) {
    long rows = Math.max(Math.min(LEAST_ROWS, readRows), count / MOST_RANGES);
    RangeDigest nothing = new RangeDigest(KeyRange.all(), 0, 0);
    return new SweepSummary(
        function, (int) Math.min(rows, Integer.MAX_VALUE), 1, 0, nothing, 0, false);
  }

  /** Whether the dataset has grown so much that it is better cut anew. */
  boolean isCrowded() {
    return ranges > 2L * MOST_RANGES;
  }

  /** Whether so many records are better listed as several ranges. */
  boolean isLarge(long count) {
    return count > 2L * rows;
  }

  SweepSummary completed() {
    return new SweepSummary(function, rows, next, ranges, digest, held, true);
  }

  SweepSummary with(SweptRange added) {
    return changed(added, 1).numbered(Math.max(next, added.number() + 1));
  }

  SweepSummary without(SweptRange gone) {
    return changed(gone, -1);
  }

  private SweepSummary changed(SweptRange range, int by) {
    long count = digest.count() + by * range.digest().map(RangeDigest::count).orElse(0L);
    long sum = digest.digest() + by * range.digest().map(RangeDigest::digest).orElse(0L);
    return new SweepSummary(
        function,
        rows,
        next,
        ranges + by,
        new RangeDigest(KeyRange.all(), count, sum),
        held + (long) by * range.members().size(),
        whole);
  }

  private SweepSummary numbered(long following) {
    return new SweepSummary(function, rows, following, ranges, digest, held, whole);
  }
}
