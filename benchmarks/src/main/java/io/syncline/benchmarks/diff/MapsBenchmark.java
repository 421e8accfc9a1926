package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.MapDiff.Change;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The peer that everybody has: two lists of maps, and a {@code HashMap}, by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MapsBenchmark {

  @Param({"10000", "1000000"})
  int rows;

  @Param({"0.01", "1.0"})
  double changed;

  private List<Map<String, Object>> left = List.of();
  private List<Map<String, Object>> right = List.of();

  @Setup
  public void prepare() {
    Recipe.checked(rows, changed).forEach(this::verify);
  }

  private void verify(Recipe recipe) {
    Sides sides = Records.sides(recipe);
    left = sides.left().stream().map(Customer::asMap).toList();
    right = sides.right().stream().map(Customer::asMap).toList();
    Verified.equal("every difference", sides.expected(), MapDiff.count(diff()));
  }

  @Benchmark
  public List<Change> diff() {
    return MapDiff.diff(left, right);
  }
}
