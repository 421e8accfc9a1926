package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.packed.FieldMask;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.List;

/** A mask names the fields that differ: of random rows, each beside the one before it. */
public final class MaskCheck implements Runnable {

  @Override
  public void run() {
    for (PackedSchema schema : Tables.ALL) {
      check(schema, new Tables(schema, 5_000, 7).table(400));
    }
  }

  private static void check(PackedSchema schema, List<Row> rows) {
    Slab slab = new Slab(schema, 1 << 24);
    RowPacker packer = new RowPacker(schema);
    FieldMask mask = new FieldMask(schema);
    for (int i = 0; i < rows.size(); i++) {
      packer.put(rows.get(i));
      slab.append(packer);
      int before = Math.max(0, i - 1);

      List<String> names = schema.names(mask.of(slab, before, slab, i));

      assertThat(names)
          .as("%s %s", rows.get(before), rows.get(i))
          .isEqualTo(Found.told(schema, Found.differing(schema, rows.get(before), rows.get(i))));
    }
  }
}
