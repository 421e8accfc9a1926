package io.syncline.benchmarks.diff;

import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import io.syncline.benchmarks.diff.Sides.Differences;
import java.util.HashMap;
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

/**
 * Guava's {@code Maps.difference} of rows by key. That the rows are already in maps is a gift: no
 * index is timed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GuavaBenchmark {

  @Param("1000000")
  int rows;

  @Param({"0.01"})
  double changed;

  private Map<Long, Customer> left = Map.of();
  private Map<Long, Customer> right = Map.of();
  private Map<Object, Map<String, Object>> leftMaps = Map.of();
  private Map<Object, Map<String, Object>> rightMaps = Map.of();

  @Setup
  public void prepare() {
    Recipe.checked(rows, changed).forEach(this::verify);
  }

  private void verify(Recipe recipe) {
    Sides sides = Records.sides(recipe);
    left = byKey(sides.left());
    right = byKey(sides.right());
    leftMaps = MapDiff.indexed(sides.left().stream().map(Customer::asMap).toList());
    rightMaps = MapDiff.indexed(sides.right().stream().map(Customer::asMap).toList());
    Differences expected = sides.expected();
    MapDifference<Long, Customer> found = customers();
    Verified.equal("updates", expected.updated(), found.entriesDiffering().size());
    Verified.equal("inserts", expected.inserted(), found.entriesOnlyOnRight().size());
    Verified.equal("deletes", expected.deleted(), found.entriesOnlyOnLeft().size());
    Verified.equal("fields", expected.fields(), maps());
  }

  private static Map<Long, Customer> byKey(List<Customer> rows) {
    Map<Long, Customer> index = new HashMap<>(rows.size() * 4 / 3 + 1);
    rows.forEach(row -> index.put(row.id(), row));
    return index;
  }

  /** Whole rows, by {@code equals}. */
  @Benchmark
  public MapDifference<Long, Customer> customers() {
    return Maps.difference(left, right);
  }

  /** Maps of values; those that differ once more, to know the fields. How many differ. */
  @Benchmark
  public int maps() {
    int fields = 0;
    for (Object key : Maps.difference(leftMaps, rightMaps).entriesDiffering().keySet()) {
      Map<String, Object> row = leftMaps.getOrDefault(key, Map.of());
      Map<String, Object> other = rightMaps.getOrDefault(key, Map.of());
      fields += Maps.difference(row, other).entriesDiffering().size();
    }
    return fields;
  }
}
