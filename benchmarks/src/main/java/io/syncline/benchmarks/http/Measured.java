package io.syncline.benchmarks.http;

import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one kind of call took by one client.
 *
 * @param call the benchmark's method
 * @param callers at a time
 * @param perSecond by all of them
 * @param error half of the 99.9 % confidence interval of it; NaN where too little was measured
 * @param bytes allocated by a call, in all threads
 */
record Measured(
    String call, String client, int callers, double perSecond, double error, double bytes) {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  static Measured of(RunResult run) {
    BenchmarkParams asked = run.getParams();
    Result<?> rate = run.getPrimaryResult();
    if (!rate.getScoreUnit().equals("ops/s")) {
      throw new IllegalArgumentException(
          "must be in ops/s: " + asked.getBenchmark() + "=" + rate.getScoreUnit());
    }
    String name = asked.getBenchmark();
    return new Measured(
        name.substring(name.lastIndexOf('.') + 1),
        asked.getParam("client"),
        asked.getThreads(),
        rate.getScore(),
        rate.getScoreError(),
        Objects.requireNonNull(run.getSecondaryResults().get(ALLOCATED)).getScore());
  }
}
