package io.syncline.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts JVMs with a heap of a size that Maven, which starts the benchmarks, could not do with, and
 * that end with all that was started in them.
 */
public final class OwnJvm {

  private static final List<String> PROPERTIES = List.of("benchmark.", "syncline.test.");

  private OwnJvm() {}

  /**
   * A JVM on this one's class path, with this one's properties of benchmarks and test databases.
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
              if (PROPERTIES.stream().anyMatch(name.toString()::startsWith)) {
                command.add("-D" + name + "=" + value);
              }
            });
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /** What a benchmark does in the JVM that it was given. */
  @FunctionalInterface
  public interface Work {

    void run() throws IOException, SQLException, InterruptedException;
  }

  /**
   * The whole of a benchmark's {@code main}: starts a JVM that runs it, or is that JVM. Servers
   * that it started end with it, and so do threads that they left.
   *
   * @param arguments any: this is the JVM to run in
   * @param heap unless {@code benchmark.heap} says otherwise
   */
  public static void main(String[] arguments, Class<?> main, String heap, Work work)
      throws IOException, SQLException, InterruptedException {
    if (arguments.length > 0) {
      work.run();
      System.exit(0);
    }
    Process process =
        of(System.getProperty("benchmark.heap", heap), main, List.of("here")).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("must end well: main=" + main.getName());
    }
  }
}
