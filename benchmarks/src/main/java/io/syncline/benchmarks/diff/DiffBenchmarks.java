package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.ForkClassPath;
import io.syncline.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the diff engine beside its limits and its peers, each in a JVM of its own, and prints
 * the goals. What is written, and the system properties: see README.md of this module.
 */
public final class DiffBenchmarks {

  private static final String INCLUDE = "benchmark.include";
  private static final String QUICK = "benchmark.quick";
  private static final String FORKS = "benchmark.forks";
  private static final String HEAP = "benchmark.heap";
  private static final String RESULTS = "benchmark.results";
  private static final String OTHERS = "benchmark.others";

  private DiffBenchmarks() {}

  /** Fails where a contender fails, or does not find what is there to be found. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Path folder = Path.of(System.getProperty(RESULTS, "benchmarks/target/diff"));
    Path others = Path.of(System.getProperty(OTHERS, "benchmarks/results"));
    Files.createDirectories(folder);
    ForkClassPath.publish();
    Measurements run = Measurements.of(new Runner(options(folder.resolve("diff.json"))).run());
    List<Goal> goals = Goals.of(run, OtherRuns.read(others));
    Files.writeString(
        folder.resolve("diff.md"), Report.page(Machine.describe(), command(), run, goals));
    Files.writeString(folder.resolve("diff-kernel.svg"), Chart.svg(Chart.bars(run)));
    System.out.println(Report.results(run) + "\n" + Report.goals(goals));
    System.out.println("Written to " + folder + ": diff.md, diff-kernel.svg, diff.json");
  }

  private static Options options(Path json) {
    boolean quick = Boolean.getBoolean(QUICK);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(System.getProperty(INCLUDE, "\\.diff\\."))
            .jvmArgs("-Xmx" + System.getProperty(HEAP, quick ? "2g" : "6g"))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(json.toString());
    return (quick ? quick(options) : thorough(options)).build();
  }

  /** Figures that mean nothing, within a few minutes: only whether everything runs. */
  private static ChainedOptionsBuilder quick(ChainedOptionsBuilder options) {
    return options
        .forks(1)
        .warmupIterations(1)
        .warmupTime(TimeValue.milliseconds(300))
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(300))
        .param("rows", "1000", "10000");
  }

  private static ChainedOptionsBuilder thorough(ChainedOptionsBuilder options) {
    return options
        .forks(Integer.getInteger(FORKS, 1))
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(1));
  }

  private static String command() {
    StringBuilder command =
        new StringBuilder("./mvnw -q -Pdiff -pl benchmarks -am compile exec:java");
    for (String property : List.of(INCLUDE, QUICK, FORKS, HEAP, OTHERS, RESULTS)) {
      String value = System.getProperty(property);
      if (value != null) {
        command.append(" -D").append(property).append('=').append(value);
      }
    }
    return command.toString();
  }
}
