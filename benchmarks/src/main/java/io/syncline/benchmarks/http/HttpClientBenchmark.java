package io.syncline.benchmarks.http;

import io.syncline.benchmarks.ForkClassPath;
import io.syncline.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The HTTP adapter beside the bare JDK client: calls a second and bytes a call, against one
 * service, each in a JVM of its own. What is written, and the system properties: see README.md of
 * this module.
 */
public final class HttpClientBenchmark {

  private static final String QUICK = "benchmark.quick";
  private static final String FORKS = "benchmark.forks";
  private static final String RESULTS = "benchmark.results";
  private static final List<Integer> CALLERS = List.of(1, 8);

  private HttpClientBenchmark() {}

  /** Fails where a call does not find what is there. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    ForkClassPath.publish();
    List<Measured> all = new ArrayList<>();
    try (Contacts service = Contacts.start()) {
      for (int callers : CALLERS) {
        new Runner(options(service, callers).build())
            .run().stream().map(Measured::of).forEach(all::add);
      }
    }
    publish(Comparison.of(all));
  }

  private static ChainedOptionsBuilder options(Contacts service, int callers) {
    boolean quick = Boolean.getBoolean(QUICK);
    return new OptionsBuilder()
        .include("\\." + CallsBenchmark.class.getSimpleName() + "\\.")
        .threads(callers)
        .jvmArgs("-Xmx512m", "-D" + CallsBenchmark.URL + "=" + service.url())
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .forks(Integer.getInteger(FORKS, quick ? 1 : 3))
        .warmupIterations(quick ? 2 : 5)
        .warmupTime(TimeValue.seconds(quick ? 2 : 5))
        .measurementIterations(quick ? 2 : 5)
        .measurementTime(TimeValue.seconds(quick ? 2 : 5));
  }

  private static void publish(Comparison comparison) throws IOException {
    String page =
        "# The HTTP client\n\n"
            + Machine.describe()
            + "\n\n```\n"
            + command()
            + "\n```\n\nThe adapter with budgets, repeats, deadlines and decoding, beside the JDK's"
            + " client with the same headers and JSON read by hand; service and callers share the"
            + " cores.\nA page has "
            + Contacts.PAGE
            + " contacts. Ratios hold, absolute figures swing with the machine.\n\n"
            + comparison;
    System.out.println("\n" + page);
    String file = System.getProperty(RESULTS, "");
    if (!file.isEmpty()) {
      Files.writeString(Path.of(file), page);
    }
  }

  private static String command() {
    StringBuilder command =
        new StringBuilder("./mvnw -q -Phttp-client -pl benchmarks -am compile exec:java");
    for (String property : List.of(QUICK, FORKS, RESULTS)) {
      String value = System.getProperty(property);
      if (value != null) {
        command.append(" -D").append(property).append('=').append(value);
      }
    }
    return command.toString();
  }
}
