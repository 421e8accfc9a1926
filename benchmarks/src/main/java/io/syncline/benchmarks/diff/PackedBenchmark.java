package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.Sides.Differences;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.diff.merge.KeptSlabs;
import io.syncline.diff.merge.SlabReader;
import io.syncline.diff.merge.ThreeReaders;
import io.syncline.diff.merge.ThreeWayMerge;
import io.syncline.diff.merge.TwoWayMerge;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Packed rows in slabs in memory: two and three sides, the limit on the same bytes, packing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PackedBenchmark {

  /** Two sides in key order. */
  @State(Scope.Benchmark)
  public static class Two {

    @Param({"10000", "1000000"})
    int rows;

    @Param({"0", "0.01", "0.1", "1.0"})
    double changed;

    KeptSlabs left = PackedCustomers.keep(Side.LEFT, List.of());
    KeptSlabs right = PackedCustomers.keep(Side.RIGHT, List.of());

    @Setup
    public void prepare() {
      Recipe.checked(rows, changed).forEach(this::verify);
      Verified.equal("rows that differ", Recipe.of(rows, changed).edits(), differing());
    }

    private void verify(Recipe recipe) {
      Sides sides = Records.sides(recipe);
      left = PackedCustomers.keep(Side.LEFT, sides.left());
      right = PackedCustomers.keep(Side.RIGHT, sides.right());
      Differences expected = sides.expected();
      Count fields = new Count();
      TwoWayMerge merge =
          new TwoWayMerge(
              PackedCustomers.SCHEMA,
              left.reader(),
              right.reader(),
              (kind, l, lr, r, rr, mask) -> fields.add(Long.bitCount(mask)),
              DiffWatch.none());
      merge.run();
      Differences found =
          new Differences(
              (int) merge.counts().updates(),
              (int) fields.sum,
              (int) merge.counts().inserts(),
              (int) merge.counts().deletes());
      Verified.equal("every difference", expected, found);
    }

    /** Rows that differ, of sides whose rows come in pairs. */
    int differing() {
      SlabReader lefts = left.reader();
      SlabReader rights = right.reader();
      Slab l = lefts.next();
      Slab r = rights.next();
      int row = 0;
      int other = 0;
      int differing = 0;
      while (!l.isEmpty()) {
        int from = l.start(row);
        int same = Arrays.mismatch(l.bytes(), from, l.size(), r.bytes(), r.start(other), r.size());
        int stop = same < 0 ? l.rows() : l.rowAt(from + same, row);
        other += stop - row;
        row = stop;
        if (row < l.rows() && other < r.rows()) {
          differing++;
          row++;
          other++;
        }
        if (row == l.rows()) {
          l = lefts.next();
          row = 0;
        }
        if (other == r.rows()) {
          r = rights.next();
          other = 0;
        }
      }
      return differing;
    }
  }

  /** A base and two sides, each of which edited {@code changed} of it. */
  @State(Scope.Benchmark)
  public static class Three {

    @Param("1000000")
    int rows;

    @Param({"0.01", "1.0"})
    double changed;

    KeptSlabs base = PackedCustomers.keep(Side.BASE, List.of());
    KeptSlabs left = PackedCustomers.keep(Side.LEFT, List.of());
    KeptSlabs right = PackedCustomers.keep(Side.RIGHT, List.of());

    @Setup
    public void prepare() {
      ThreeSides sides = Records.threeSides(Recipe.of(rows, changed));
      base = PackedCustomers.keep(Side.BASE, sides.base());
      left = PackedCustomers.keep(Side.LEFT, sides.left());
      right = PackedCustomers.keep(Side.RIGHT, sides.right());
      Verified.equal("every edit", sides.expected(), merge());
    }

    ThreeSides.Edits merge() {
      int[] counts = new int[4];
      new ThreeWayMerge(
              PackedCustomers.SCHEMA,
              new ThreeReaders(base.reader(), left.reader(), right.reader()),
              change -> {
                counts[0] += Long.bitCount(change.onlyLeft());
                counts[1] += Long.bitCount(change.onlyRight());
                counts[2] += Long.bitCount(change.alike());
                counts[3] += Long.bitCount(change.differently());
              },
              DiffWatch.none())
          .run();
      return new ThreeSides.Edits(counts[0], counts[1], counts[2], counts[3]);
    }
  }

  /** Rows as objects. */
  @State(Scope.Benchmark)
  public static class One {

    @Param({"10000"})
    int rows;

    private final RowPacker packer = new RowPacker(PackedCustomers.SCHEMA);
    private List<Customer> customers = List.of();

    @Setup
    public void prepare() {
      customers = Records.table(Recipe.of(rows, 0));
    }
  }

  private static final class Count {

    private long sum;

    void add(long more) {
      sum += more;
    }
  }

  @Benchmark
  public long merge(Two sides) {
    Count fields = new Count();
    new TwoWayMerge(
            PackedCustomers.SCHEMA,
            sides.left.reader(),
            sides.right.reader(),
            (kind, l, lr, r, rr, mask) -> fields.add(Long.bitCount(mask)),
            DiffWatch.none())
        .run();
    return fields.sum;
  }

  /** The limit: what the merge does, but for keys and fields. */
  @Benchmark
  public int mismatch(Two sides) {
    return sides.differing();
  }

  @Benchmark
  public ThreeSides.Edits merge3(Three sides) {
    return sides.merge();
  }

  @Benchmark
  public long encode(One side) {
    long bytes = 0;
    for (Customer customer : side.customers) {
      PackedCustomers.pack(side.packer, customer);
      bytes += side.packer.size();
    }
    return bytes;
  }
}
