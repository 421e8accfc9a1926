package io.syncline.diff.range;

import java.util.OptionalInt;

/**
 * How many rows a range should have.
 *
 * <p>Of {@code n} rows of {@code b} bytes a side, let a share {@code s} differ, here and there. A
 * range of {@code w} rows differs where one of its rows does: with a chance of {@code 1 - (1 -
 * s)^w}, about {@code s w}. Digests of {@code c} bytes a range and then the rows of the ranges that
 * differ, from both sides, take {@code n c / w + 2 b n s w} bytes: least for {@code w = sqrt(c / (2
 * b s))}. With 97 bytes a row that is 4 rows at 1 %, 13 at 0.1 %, 40 at 0.01 %, 400 at one in a
 * million.
 *
 * <p>That is bounded from below, since each range costs a row of the answer and a comparison on
 * both servers, and from both by how many ranges there are in all, which are held in memory: of
 * small tables at most {@link #MOST_ROWS} rows a range, of large ones at most {@link #MOST_RANGES}
 * ranges. Differences that lie close together, as they mostly do, make fewer ranges differ; then
 * the width is too small, which costs little.
 */
record RangeWidth(int rows) {

  static final int LEAST_ROWS = 16;
  static final int MOST_ROWS = 1 << 12;
  static final int MOST_RANGES = 1 << 17;

  /** A share for which no wider range would be wished. */
  private static final double LEAST_SHARE = 1e-9;

  static RangeWidth of(Situation situation) {
    double best = best(situation.rowBytes(), situation.expectedShare());
    double bounded = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, best));
    double enough = Math.ceil(situation.rows() / (double) MOST_RANGES);
    return new RangeWidth((int) Math.min(Integer.MAX_VALUE, Math.max(bounded, enough)));
  }

  private static double best(double rowBytes, double share) {
    return Math.sqrt(CostModel.RANGE_BYTES / (2 * rowBytes * Math.max(share, LEAST_SHARE)));
  }

  /** The share of ranges of some rows that differ where a share of rows does. */
  static double unequal(double share, double rows) {
    return share >= 1 ? 1 : -Math.expm1(rows * Math.log1p(-share));
  }

  /** The other way round: what share of rows differs, as seen from ranges. */
  static double share(double unequal, double rows) {
    return unequal >= 1 ? 1 : -Math.expm1(Math.log1p(-unequal) / rows);
  }

  /**
   * The width to which ranges that differ should be cut before they are read; empty: they should be
   * read as they are. Cutting costs a round trip for each range, and the digests of its parts; it
   * saves the rows of the parts that are equal.
   *
   * @param share of the rows that differ, in ranges that differ
   */
  static OptionalInt finer(long rows, double share, Situation situation) {
    double width = Math.max(LEAST_ROWS, best(situation.rowBytes(), share));
    if (width * 2 > rows) {
      return OptionalInt.empty();
    }
    double whole = 2 * situation.rowBytes() * rows;
    double digests = rows / width * CostModel.RANGE_BYTES;
    double saved = whole * (1 - unequal(share, width)) - digests;
    double waited = 2 * CostModel.ROUND_TRIP + rows * CostModel.HASH_OWN / 1e6;
    return situation.link().seconds(saved) > waited
        ? OptionalInt.of((int) width)
        : OptionalInt.empty();
  }
}
