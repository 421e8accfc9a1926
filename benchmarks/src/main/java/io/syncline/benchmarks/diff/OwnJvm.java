package io.syncline.benchmarks.diff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts JVMs with a heap of a size that Maven, which starts the benchmarks, could not do with. */
public final class OwnJvm {

  private static final String PROPERTIES = "benchmark.";

  private OwnJvm() {}

  /**
   * A JVM on this one's class path, with this one's properties of benchmarks.
   *
   * @param heap as {@code -Xmx} has it
   */
  public static ProcessBuilder of(String heap, Class<?> main, List<String> arguments) {
    ForkClassPath.publish();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    System.getProperties()
        .forEach(
            (name, value) -> {
              if (name.toString().startsWith(PROPERTIES)) {
                command.add("-D" + name + "=" + value);
              }
            });
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /**
   * Runs a class that prints what it measured.
   *
   * @param heap unless {@code benchmark.heap} says otherwise
   */
  static void run(Class<?> main, String heap) throws IOException, InterruptedException {
    Process process =
        of(System.getProperty("benchmark.heap", heap), main, List.of("here")).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("must end well: main=" + main.getName());
    }
  }
}
