package io.syncline.diff;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Reads what a packed change says. */
final class Unpacking {

  private final RowReader reader;
  private final List<String> keyNames;
  private final List<String> fieldNames;

  Unpacking(PackedSchema schema) {
    reader = new RowReader(schema);
    keyNames = schema.key().stream().map(PackedField::name).toList();
    fieldNames = schema.fields().stream().map(PackedField::name).toList();
  }

  Row key(Slab slab, int row) {
    return Row.of(keyNames, reader.key(slab, row).toArray(new Value[0]));
  }

  Row row(Slab slab, int row) {
    return reader.row(slab, row);
  }

  List<String> fields(Slab left, int l, Slab right, int r, long mask) {
    List<String> names = new ArrayList<>(Long.bitCount(mask));
    eachField(left, l, right, r, mask, field -> names.add(fieldNames.get(field)));
    return List.copyOf(names);
  }

  /**
   * Gives the place of each field that differs. The mask's last bit stands for many: those are
   * looked at one by one.
   */
  void eachField(Slab left, int l, Slab right, int r, long mask, IntConsumer action) {
    boolean shared = fieldNames.size() > Long.SIZE;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      int field = Long.numberOfTrailingZeros(rest);
      if (field < PackedSchema.LAST_MASK_BIT || !shared) {
        action.accept(field);
        continue;
      }
      for (int each = field; each < fieldNames.size(); each++) {
        if (differs(reader.get(left, l, each), reader.get(right, r, each))) {
          action.accept(each);
        }
      }
    }
  }

  private static boolean differs(Optional<Value> left, Optional<Value> right) {
    return left.isPresent() && right.isPresent() && !left.equals(right);
  }
}
