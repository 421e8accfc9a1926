package io.syncline.benchmarks.diff;

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

/**
 * The limit for objects: two lists in key order, walked side by side, whole rows compared by {@code
 * equals}. It counts the rows that differ, and does not say in which fields.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SortedObjectsBenchmark {

  @Param("1000000")
  int rows;

  @Param({"0.01"})
  double changed;

  private List<Customer> left = List.of();
  private List<Customer> right = List.of();

  @Setup
  public void prepare() {
    Recipe.checked(rows, changed).forEach(this::verify);
  }

  private void verify(Recipe recipe) {
    Sides sides = Records.sides(recipe);
    left = sides.left();
    right = sides.right();
    Sides.Differences expected = sides.expected();
    int differing = expected.updated() + expected.inserted() + expected.deleted();
    Verified.equal("rows that differ", differing, merge());
  }

  @Benchmark
  public int merge() {
    int differing = 0;
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      Customer onLeft = left.get(l);
      Customer onRight = right.get(r);
      int order = Long.compare(onLeft.id(), onRight.id());
      if (order != 0 || !onLeft.equals(onRight)) {
        differing++;
      }
      l += order <= 0 ? 1 : 0;
      r += order >= 0 ? 1 : 0;
    }
    return differing + left.size() - l + right.size() - r;
  }
}
