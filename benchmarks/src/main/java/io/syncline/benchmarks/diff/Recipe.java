package io.syncline.benchmarks.diff;

import java.util.List;

/**
 * What two tables, or three, are made of.
 *
 * @param rows rows of the first side
 * @param changed share of rows that are edited in one or two fields, from 0 to 1; of three sides
 *     each edits that share of the base, chosen on its own
 * @param replaced share of rows that only the first side has; the second has as many that the first
 *     lacks, spread over the key range. Of three sides none is replaced.
 * @param seed equal recipes give equal tables
 */
record Recipe(int rows, double changed, double replaced, long seed) {

  private static final long SEED = 20_250_101;
  private static final int CHECKED_ROWS = 1_000;
  private static final double CHECKED_SHARE = 0.01;

  Recipe {
    if (rows < 0) {
      throw new IllegalArgumentException("must be >= 0: rows=" + rows);
    }
    share("changed", changed);
    share("replaced", replaced);
  }

  private static void share(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("must be from 0 to 1: " + name + "=" + share);
    }
  }

  /** Edits alone. */
  static Recipe of(int rows, double changed) {
    return new Recipe(rows, changed, 0, SEED);
  }

  /**
   * What a contender is checked on before it is timed: a small table with inserts and deletes, then
   * the table that it is timed on, which must come last.
   */
  static List<Recipe> checked(int rows, double changed) {
    return List.of(
        of(Math.min(rows, CHECKED_ROWS), changed).replacing(CHECKED_SHARE), of(rows, changed));
  }

  Recipe replacing(double share) {
    return new Recipe(rows, changed, share, seed);
  }

  Recipe seeded(long other) {
    return new Recipe(rows, changed, replaced, other);
  }

  int edits() {
    return of(changed);
  }

  int replacements() {
    return of(replaced);
  }

  private int of(double share) {
    return (int) Math.round(rows * share);
  }
}
