package io.syncline.benchmarks.diff;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.javers.core.Javers;
import org.javers.core.JaversBuilder;
import org.javers.core.MappingStyle;
import org.javers.core.diff.Diff;
import org.javers.core.diff.ListCompareAlgorithm;
import org.javers.core.diff.changetype.ValueChange;
import org.javers.core.metamodel.clazz.EntityDefinition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Javers, told which field is the key, on two lists of objects; with the list algorithm that it
 * takes unless told otherwise, and with the one that understands moves. Two sizes, to show growth.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JaversBenchmark {

  @Param({"1000", "10000"})
  int rows;

  @Param({"0.01"})
  double changed;

  @Param({"SIMPLE", "LEVENSHTEIN_DISTANCE"})
  ListCompareAlgorithm algorithm = ListCompareAlgorithm.SIMPLE;

  private Javers javers = JaversBuilder.javers().build();
  private List<Customer> left = List.of();
  private List<Customer> right = List.of();

  @Setup
  public void prepare() {
    javers =
        JaversBuilder.javers()
            .withMappingStyle(MappingStyle.FIELD)
            .withListCompareAlgorithm(algorithm)
            .registerEntity(new EntityDefinition(Customer.class, "id"))
            .build();
    Sides sides = Records.sides(Recipe.of(rows, changed));
    left = sides.left();
    right = sides.right();
    Verified.equal(
        "fields that differ",
        sides.expected().fields(),
        collections().getChangesByType(ValueChange.class).size());
  }

  @Benchmark
  public Diff collections() {
    return javers.compareCollections(left, right, Customer.class);
  }
}
