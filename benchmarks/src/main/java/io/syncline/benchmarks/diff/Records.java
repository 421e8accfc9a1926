package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.Sides.Differences;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes tables of customers. The same recipe gives the same tables; every call makes new objects.
 *
 * <p>Keys are even, so that rows that only one side has can lie between those that both have. Which
 * rows are edited is drawn at random, but how many is exact.
 */
final class Records {

  private static final int LEFT = 1;
  private static final int RIGHT = 2;
  private static final int BOTH = 3;

  /** Of the rows that both sides edit, one in so many got the same edit twice. */
  private static final int ALIKE = 4;

  private Records() {}

  /** The rows of a table that nobody edited. */
  static List<Customer> table(Recipe recipe) {
    Generator generator = new Generator(recipe.seed());
    List<Customer> rows = new ArrayList<>(recipe.rows());
    for (int i = 0; i < recipe.rows(); i++) {
      rows.add(generator.row(i));
    }
    return rows;
  }

  static Sides sides(Recipe recipe) {
    Generator generator = new Generator(recipe.seed());
    BitSet edited = chosen(recipe.rows(), recipe.edits(), recipe.seed() + LEFT);
    BitSet deleted = chosen(recipe.rows(), recipe.replacements(), recipe.seed() + RIGHT);
    BitSet inserted = chosen(recipe.rows(), recipe.replacements(), recipe.seed() + BOTH);
    List<Customer> right = new ArrayList<>(recipe.rows());
    int updated = 0;
    int fields = 0;
    for (int i = 0; i < recipe.rows(); i++) {
      if (!deleted.get(i)) {
        int mask = edited.get(i) ? generator.fields(i, LEFT) : 0;
        right.add(Edit.of(mask, LEFT).apply(generator.row(i)));
        updated += mask == 0 ? 0 : 1;
        fields += Integer.bitCount(mask);
      }
      if (inserted.get(i)) {
        right.add(generator.rowAfter(i));
      }
    }
    Differences expected =
        new Differences(updated, fields, inserted.cardinality(), deleted.cardinality());
    return new Sides(table(recipe), right, expected);
  }

  static ThreeSides threeSides(Recipe recipe) {
    Generator generator = new Generator(recipe.seed());
    BitSet onLeft = chosen(recipe.rows(), recipe.edits(), recipe.seed() + LEFT);
    BitSet onRight = chosen(recipe.rows(), recipe.edits(), recipe.seed() + RIGHT);
    List<Customer> left = new ArrayList<>(recipe.rows());
    List<Customer> right = new ArrayList<>(recipe.rows());
    Tally tally = new Tally();
    for (int i = 0; i < recipe.rows(); i++) {
      boolean alike = onLeft.get(i) && onRight.get(i) && i % ALIKE == 0;
      Edit leftEdit = onLeft.get(i) ? generator.edit(i, alike ? BOTH : LEFT) : Edit.NONE;
      Edit rightEdit = onRight.get(i) ? generator.edit(i, alike ? BOTH : RIGHT) : Edit.NONE;
      left.add(leftEdit.apply(generator.row(i)));
      right.add(rightEdit.apply(generator.row(i)));
      tally.add(leftEdit, rightEdit);
    }
    return new ThreeSides(table(recipe), left, right, tally.edits());
  }

  /**
   * Exactly {@code count} of {@code rows}, each set of them equally likely (Knuth's algorithm S).
   */
  static BitSet chosen(int rows, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BitSet chosen = new BitSet(rows);
    int left = count;
    for (int i = 0; i < rows; i++) {
      if (random.nextInt(rows - i) < left) {
        chosen.set(i);
        left--;
      }
    }
    return chosen;
  }

  /** What both sides together did to the fields of all rows. */
  private static final class Tally {

    private int onlyLeft;
    private int onlyRight;
    private int alike;
    private int conflicts;

    void add(Edit left, Edit right) {
      int both = left.fields() & right.fields();
      onlyLeft += Integer.bitCount(left.fields() & ~both);
      onlyRight += Integer.bitCount(right.fields() & ~both);
      alike += left.equals(right) ? Integer.bitCount(both) : 0;
      conflicts += left.equals(right) ? 0 : Integer.bitCount(both);
    }

    ThreeSides.Edits edits() {
      return new ThreeSides.Edits(onlyLeft, onlyRight, alike, conflicts);
    }
  }
}
