package io.syncline.diff;

import io.syncline.diff.RowSource.Order;
import io.syncline.diff.range.Way;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import java.util.List;

/** Decides which way a diff goes. The only place that knows all ways. */
final class Ways {

  private Ways() {}

  static DiffWay plan(RowSource left, RowSource right, PackedSchema schema, WayWish wish) {
    if (wish.isUnsorted()) {
      return new UnsortedWay("as it was asked for");
    }
    boolean leftSorted = isSorted(left, schema);
    boolean rightSorted = isSorted(right, schema);
    boolean plain = isPlain(left, schema) && isPlain(right, schema);
    if (leftSorted && rightSorted && plain && isOpen(left, right, wish)) {
      return new RangedWay(left, right, schema, wish.settings(), wish.forced());
    }
    wish.forced().filter(way -> way != Way.FULL_MERGE).ifPresent(Ways::refuse);
    if (leftSorted && rightSorted) {
      return new SortedWay("both sides give rows in key order");
    }
    wish.forced().ifPresent(Ways::refuse);
    String unsorted =
        leftSorted
            ? right.name() + " gives"
            : rightSorted ? left.name() + " gives" : "both sides give";
    return new UnsortedWay(unsorted + " rows in any order");
  }

  private static boolean isOpen(RowSource left, RowSource right, WayWish wish) {
    return wish.settings().base().isPresent()
        || (left.ranged().isPresent() && right.ranged().isPresent())
        || left.scanned().isPresent()
        || right.scanned().isPresent();
  }

  private static void refuse(Way way) {
    throw new IllegalArgumentException(
        "must be a way that is open to these sides, as they are compared: way=" + way);
  }

  /** After a side broke the order that it claimed. */
  static DiffWay after(OutOfOrder broken, RowSource side) {
    return new UnsortedWay(
        side.name() + " (" + broken.side() + ") claimed to give rows in key order and does not");
  }

  /** A rule on the key that the side does not know of may change the order of its rows. */
  static boolean isSorted(RowSource side, PackedSchema schema) {
    return side.order() == Order.SORTED && sameRules(side.schema().key(), schema.key());
  }

  /** Whether digests that the side makes are those of what is compared: it knows no more rules. */
  private static boolean isPlain(RowSource side, PackedSchema schema) {
    List<String> names = schema.fields().stream().map(PackedField::name).toList();
    List<PackedField> own =
        names.stream()
            .map(name -> side.schema().fields().get(side.schema().indexOf(name).orElseThrow()))
            .toList();
    return sameRules(own, schema.fields());
  }

  private static boolean sameRules(List<PackedField> own, List<PackedField> compared) {
    for (int i = 0; i < own.size(); i++) {
      if (!own.get(i).rules().equals(compared.get(i).rules())) {
        return false;
      }
    }
    return true;
  }
}
