package io.syncline.diff;

import io.syncline.diff.RowSource.Order;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import java.util.List;

/** Decides which way a diff goes. The only place that knows all ways. */
final class Ways {

  private static final DiffWay SORTED = new SortedWay();
  private static final DiffWay UNSORTED = new UnsortedWay();

  private Ways() {}

  /** For two sides as they are. */
  static Planned plan(RowSource left, RowSource right, PackedSchema schema) {
    boolean leftSorted = isSorted(left, schema);
    boolean rightSorted = isSorted(right, schema);
    if (leftSorted && rightSorted) {
      return new Planned(SORTED, "both sides give rows in key order");
    }
    String unsorted =
        leftSorted
            ? right.name() + " gives"
            : rightSorted ? left.name() + " gives" : "both sides give";
    return new Planned(UNSORTED, unsorted + " rows in any order");
  }

  /** Where the user does not want an order to be believed. */
  static Planned unsorted() {
    return new Planned(UNSORTED, "as it was asked for");
  }

  /** After a side broke the order that it claimed. */
  static Planned after(OutOfOrder broken, RowSource side) {
    return new Planned(
        UNSORTED,
        side.name() + " (" + broken.side() + ") claimed to give rows in key order and does not");
  }

  /** A rule on the key that the side does not know of may change the order of its rows. */
  static boolean isSorted(RowSource side, PackedSchema schema) {
    List<PackedField> own = side.schema().key();
    List<PackedField> compared = schema.key();
    for (int i = 0; i < own.size(); i++) {
      if (!own.get(i).rules().equals(compared.get(i).rules())) {
        return false;
      }
    }
    return side.order() == Order.SORTED;
  }

  /**
   * @param reason why this way, in words
   */
  record Planned(DiffWay way, String reason) {

    ChosenWay chosen() {
      return new ChosenWay(way.name(), reason);
    }
  }
}
