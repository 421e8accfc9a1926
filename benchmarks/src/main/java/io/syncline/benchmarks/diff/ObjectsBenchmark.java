package io.syncline.benchmarks.diff;

import io.syncline.diff.Diff;
import io.syncline.diff.DiffSummary;
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

/** Two lists of objects in key order, compared in place by the fields that the user names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObjectsBenchmark {

  @Param({"10000", "1000000"})
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
    DiffSummary found = summary();
    Verified.equal("updates", (long) expected.updated(), found.updates());
    Verified.equal("inserts", (long) expected.inserted(), found.inserts());
    Verified.equal("deletes", (long) expected.deleted(), found.deletes());
  }

  @Benchmark
  public long diff() {
    return summary().changes();
  }

  private DiffSummary summary() {
    return Diff.between(left, right)
        .byLong(Customer::id)
        .field("name", Customer::name)
        .field("email", Customer::email)
        .field("phone", Customer::phone)
        .field("balance", Customer::balance)
        .field("status", Customer::status)
        .field("updated_at", Customer::updatedAt)
        .field("notes", Customer::notes)
        .counts();
  }
}
