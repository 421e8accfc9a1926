package io.syncline.benchmarks.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.JsonDiff;
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

/** Rows as JSON trees, each beside its partner: nothing is matched by key, nothing is parsed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

  @Param("10000")
  int rows;

  @Param({"0.01", "1.0"})
  double changed;

  private List<? extends JsonNode> left = List.of();
  private List<? extends JsonNode> right = List.of();

  @Setup
  public void prepare() {
    Sides sides = Records.sides(Recipe.of(rows, changed));
    left = sides.left().stream().map(Customer::asJson).toList();
    right = sides.right().stream().map(Customer::asJson).toList();
    Verified.equal("rows that differ", sides.expected().updated(), jackson());
    Verified.equal("fields that differ", sides.expected().fields(), zjsonpatch());
  }

  /** Jackson's {@code JsonNode.equals}: which rows differ, not where. */
  @Benchmark
  public int jackson() {
    int differing = 0;
    for (int i = 0; i < left.size(); i++) {
      differing += left.get(i).equals(right.get(i)) ? 0 : 1;
    }
    return differing;
  }

  /** A JSON patch of each row; empty for rows that are equal. How many operations in all. */
  @Benchmark
  public int zjsonpatch() {
    int operations = 0;
    for (int i = 0; i < left.size(); i++) {
      operations += JsonDiff.asJson(left.get(i), right.get(i)).size();
    }
    return operations;
  }
}
