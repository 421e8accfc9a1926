package io.syncline.benchmarks.diff;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark took with one set of parameters.
 *
 * @param benchmark class and method, without the package
 * @param nanos one operation, so usually a whole table
 * @param error half of the 99.9 % confidence interval of {@code nanos}; NaN where too little was
 *     measured to know
 * @param secondary the profiler's figures and the benchmark's own counters, by name
 */
record Measured(
    String benchmark,
    Map<String, String> parameters,
    double nanos,
    double error,
    Map<String, Double> secondary) {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  Measured {
    parameters = Map.copyOf(parameters);
    secondary = Map.copyOf(secondary);
  }

  static Measured of(RunResult run) {
    BenchmarkParams asked = run.getParams();
    Result<?> time = run.getPrimaryResult();
    if (!time.getScoreUnit().equals("ns/op")) {
      throw new IllegalArgumentException(
          "must be in ns/op: " + asked.getBenchmark() + "=" + time.getScoreUnit());
    }
    Map<String, String> parameters = new HashMap<>();
    asked.getParamsKeys().forEach(key -> parameters.put(key, asked.getParam(key)));
    Map<String, Double> secondary = new HashMap<>();
    run.getSecondaryResults().forEach((name, result) -> secondary.put(name, result.getScore()));
    return new Measured(
        withoutPackage(asked.getBenchmark()),
        parameters,
        time.getScore(),
        time.getScoreError(),
        secondary);
  }

  private static String withoutPackage(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  /** Rows a side; 1 for what is measured on a single row. */
  int rows() {
    return Integer.parseInt(parameters.getOrDefault("rows", "1"));
  }

  /** Empty for what is measured on one side. */
  OptionalDouble changed() {
    String changed = parameters.get("changed");
    return changed == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(changed));
  }

  double nanosPerRow() {
    return nanos / rows();
  }

  /** Garbage made, per row. */
  OptionalDouble bytesPerRow() {
    Double bytes = secondary.get(ALLOCATED);
    return bytes == null ? OptionalDouble.empty() : OptionalDouble.of(bytes / rows());
  }

  /** One counter over another; empty unless the benchmark has both. */
  OptionalDouble ratio(String counter, String over) {
    Double above = secondary.get(counter);
    Double below = secondary.get(over);
    return above == null || below == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(above / below);
  }
}
