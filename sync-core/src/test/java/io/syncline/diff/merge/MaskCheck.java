package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.FieldMask;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A mask names the fields that differ: of random rows, and of rows before and after an edit. */
public final class MaskCheck implements Runnable {

  @Override
  public void run() {
    for (PackedSchema schema : Tables.ALL) {
      Tables tables = new Tables(schema, 5_000, 7);
      List<Row> rows = tables.table(400);
      check(schema, rows.subList(1, rows.size()), rows.subList(0, rows.size() - 1));
      Map<List<Value>, Row> before = Found.byKey(schema, rows);
      List<Row> after = new ArrayList<>(tables.edited(rows, 1));
      after.removeIf(row -> !before.containsKey(Found.key(schema, row)));
      check(schema, after.stream().map(row -> before.get(Found.key(schema, row))).toList(), after);
    }
  }

  private static void check(PackedSchema schema, List<Row> left, List<Row> right) {
    FieldMask mask = new FieldMask(schema);
    for (int i = 0; i < left.size(); i++) {
      Slab slab = pack(schema, left.get(i), right.get(i));

      List<String> names = schema.names(mask.of(slab, 0, slab, 1));

      assertThat(names)
          .as("%s %s", left.get(i), right.get(i))
          .isEqualTo(Found.told(schema, Found.differing(schema, left.get(i), right.get(i))));
    }
  }

  private static Slab pack(PackedSchema schema, Row... rows) {
    Slab slab = new Slab(schema, 1 << 18);
    RowPacker packer = new RowPacker(schema);
    for (Row row : rows) {
      packer.put(row);
      slab.append(packer);
    }
    return slab;
  }
}
