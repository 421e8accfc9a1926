package io.syncline.benchmarks.diff;

import io.syncline.diff.RowCursor;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Customers as packed rows, in any order. */
final class CustomerRows {

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
    Slab slab = new Slab(PackedCustomers.SCHEMA);
    for (cursor.read(slab); !slab.isEmpty(); cursor.read(slab)) {
      slabs.add(slab);
      slab = new Slab(PackedCustomers.SCHEMA);
    }
    return slabs;
  }

  /** Reads what was packed: copies rows, as a reader of a wire would. */
  static RowCursor reading(List<Slab> slabs) {
    return new Reading(slabs);
  }

  private static final class Packing implements RowCursor {

    private final RowPacker packer = new RowPacker(PackedCustomers.SCHEMA);
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
          PackedCustomers.pack(packer, row.apply(next));
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
