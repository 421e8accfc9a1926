package io.syncline.diff.merge;

import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;

/** One side's rows in memory, to be diffed several times. */
public final class KeptSlabs {

  private final List<Slab> slabs;
  private final Slab end;

  private KeptSlabs(List<Slab> slabs, Slab end) {
    this.slabs = List.copyOf(slabs);
    this.end = end;
  }

  /**
   * Reads a cursor to its end and closes it.
   *
   * @param slabBytes how large each slab is
   * @throws io.syncline.diff.OutOfOrder as {@link SlabReader#next}
   */
  public static KeptSlabs read(Side side, PackedSchema schema, RowCursor cursor, int slabBytes) {
    List<Slab> slabs = new ArrayList<>();
    try (RowCursor ordered = new OrderedCursor(side, schema, cursor)) {
      Slab slab = new Slab(schema, slabBytes);
      for (ordered.read(slab); !slab.isEmpty(); ordered.read(slab)) {
        slabs.add(slab);
        slab = new Slab(schema, slabBytes);
      }
      return new KeptSlabs(slabs, slab);
    }
  }

  public List<Slab> slabs() {
    return slabs;
  }

  /** Reads them from the first on. */
  public SlabReader reader() {
    return new SlabReader() {

      private int next;

      @Override
      public Slab next() {
        return next < slabs.size() ? slabs.get(next++) : end;
      }

      @Override
      public void close() {}
    };
  }
}
