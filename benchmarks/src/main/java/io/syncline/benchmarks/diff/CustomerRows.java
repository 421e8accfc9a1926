package io.syncline.benchmarks.diff;

import io.syncline.diff.RowCursor;
import io.syncline.model.FieldType;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Customers as packed rows, in any order. */
final class CustomerRows {

  static final PackedSchema SCHEMA =
      PackedSchema.builder()
          .key("id", FieldType.integer())
          .field("name", FieldType.text())
          .field("email", FieldType.text())
          .field("phone", FieldType.text())
          .field("balance", FieldType.decimal(12, 2))
          .field("status", FieldType.text())
          .field("updated_at", FieldType.instant())
          .field("notes", FieldType.text())
          .build();

  private CustomerRows() {}

  /** Packs the rows anew on each read. */
  static RowCursor packing(int rows, IntFunction<Customer> row) {
    return new Packing(rows, row);
  }

  /** Packs the rows once, in an order drawn at random. */
  static List<Slab> shuffled(List<Customer> rows, long seed) {
    Permutation order = new Permutation(rows.size(), seed);
    List<Slab> slabs = new ArrayList<>();
    RowCursor cursor = packing(rows.size(), place -> rows.get(order.at(place)));
    Slab slab = new Slab(SCHEMA);
    for (cursor.read(slab); !slab.isEmpty(); cursor.read(slab)) {
      slabs.add(slab);
      slab = new Slab(SCHEMA);
    }
    return slabs;
  }

  /** Reads what was packed: copies rows, as a reader of a wire would. */
  static RowCursor reading(List<Slab> slabs) {
    return new Reading(slabs);
  }

  private static void pack(Customer row, RowPacker packer) {
    packer.begin();
    packer.putLong(row.id());
    packer.putText(row.name());
    packer.putText(row.email());
    packer.putText(row.phone());
    packer.putDecimal(row.balance());
    packer.putText(row.status());
    packer.putInstant(row.updatedAt().getEpochSecond(), row.updatedAt().getNano());
    packer.putText(row.notes());
    packer.end();
  }

  private static final class Packing implements RowCursor {

    private final RowPacker packer = new RowPacker(SCHEMA);
    private final int rows;
    private final IntFunction<Customer> row;
    private int next;
    private boolean packed;

    Packing(int rows, IntFunction<Customer> row) {
      this.rows = rows;
      this.row = row;
    }

    @Override
    public void read(Slab slab) {
      slab.clear();
      while (next < rows) {
        if (!packed) {
          pack(row.apply(next), packer);
        }
        packed = !slab.append(packer);
        if (packed) {
          return;
        }
        next++;
      }
    }

    @Override
    public void close() {}
  }

  private static final class Reading implements RowCursor {

    private final List<Slab> slabs;
    private int slab;
    private int row;

    Reading(List<Slab> slabs) {
      this.slabs = slabs;
    }

    @Override
    public void read(Slab into) {
      into.clear();
      while (slab < slabs.size()) {
        Slab from = slabs.get(slab);
        while (row < from.rows()) {
          if (!into.append(from, row)) {
            return;
          }
          row++;
        }
        slab++;
        row = 0;
      }
    }

    @Override
    public void close() {}
  }
}
