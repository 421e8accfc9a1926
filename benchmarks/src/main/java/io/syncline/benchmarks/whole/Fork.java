package io.syncline.benchmarks.whole;

import io.syncline.benchmarks.OwnJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts the JVM that a job runs in. */
record Fork(String leftUrl, String rightUrl, int warmups, int runs) {

  List<Run> run(Contestant contestant) throws IOException, InterruptedException {
    Process process =
        OwnJvm.of(
                contestant.heap(),
                Runs.class,
                List.of(
                    contestant.name(),
                    leftUrl,
                    rightUrl,
                    Integer.toString(warmups),
                    Integer.toString(runs)))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("must end well: job=" + contestant + "\n" + output);
    }
    return output.lines().filter(line -> line.startsWith(Runs.MARK)).map(Run::parse).toList();
  }
}
