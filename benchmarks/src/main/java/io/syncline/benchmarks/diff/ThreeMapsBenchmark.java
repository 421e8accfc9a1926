package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.MapMerge.FieldEdit;
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

/** Three lists of maps, merged by hand. {@code changed} is the share that each side edited. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ThreeMapsBenchmark {

  @Param("1000000")
  int rows;

  @Param({"0.01", "1.0"})
  double changed;

  private List<Map<String, Object>> base = List.of();
  private List<Map<String, Object>> left = List.of();
  private List<Map<String, Object>> right = List.of();

  @Setup
  public void prepare() {
    ThreeSides sides = Records.threeSides(Recipe.of(rows, changed));
    base = sides.base().stream().map(Customer::asMap).toList();
    left = sides.left().stream().map(Customer::asMap).toList();
    right = sides.right().stream().map(Customer::asMap).toList();
    Verified.equal("every edit", sides.expected(), MapMerge.count(merge()));
  }

  @Benchmark
  public List<FieldEdit> merge() {
    return MapMerge.merge(base, left, right);
  }
}
