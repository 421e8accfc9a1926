package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.Sides.Differences;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.join.UnsortedDiff;
import io.syncline.packed.Slab;
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

/** Packed rows whose order says nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UnsortedBenchmark {

  /** Where rows spill, memory holds one of so many bytes of them, but no less than 2 MiB. */
  private static final int SPILLED = 16;

  @Param("1000000")
  int rows;

  @Param({"0.01", "1.0"})
  double changed;

  private List<Slab> left = List.of();
  private List<Slab> right = List.of();
  private long bytes;

  @Setup
  public void prepare() {
    Recipe.checked(rows, changed).forEach(this::verify);
  }

  private void verify(Recipe recipe) {
    Sides sides = Records.sides(recipe);
    left = CustomerRows.shuffled(sides.left(), recipe.seed());
    right = CustomerRows.shuffled(sides.right(), recipe.seed() + 1);
    bytes = left.stream().mapToLong(Slab::size).sum() + right.stream().mapToLong(Slab::size).sum();
    Verified.equal("every difference in memory", sides.expected(), memory());
    Verified.equal("every difference in files", sides.expected(), spill());
  }

  /** All rows fit in memory. */
  @Benchmark
  public Differences memory() {
    return diff(4 * bytes + (16 << 20));
  }

  /** Nearly all rows go through files. */
  @Benchmark
  public Differences spill() {
    return diff(bytes / SPILLED);
  }

  private Differences diff(long memoryBytes) {
    ChangeCounts counts = new ChangeCounts();
    DiffLimits limits = DiffLimits.defaults().withMemoryBytes(memoryBytes);
    new UnsortedDiff(PackedCustomers.SCHEMA, limits, DiffWatch.none())
        .run(CustomerRows.reading(left), CustomerRows.reading(right), counts);
    return counts.differences();
  }
}
