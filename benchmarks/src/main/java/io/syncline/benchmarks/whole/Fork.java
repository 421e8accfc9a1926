package io.syncline.benchmarks.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Starts the JVM that a job runs in. */
record Fork(String leftUrl, String rightUrl, int warmups, int runs) {

  List<Run> run(Contestant contestant) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + contestant.heap(),
                "-cp",
                System.getProperty("java.class.path"),
                Runs.class.getName(),
                contestant.name(),
                leftUrl,
                rightUrl,
                Integer.toString(warmups),
                Integer.toString(runs))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("must end well: job=" + contestant + "\n" + output);
    }
    return output.lines().filter(line -> line.startsWith(Runs.MARK)).map(Run::parse).toList();
  }
}
