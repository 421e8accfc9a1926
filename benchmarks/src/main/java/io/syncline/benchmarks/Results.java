package io.syncline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a benchmark has found: on the terminal, and in a file where one is wanted. */
final class Results {

  private Results() {}

  /**
   * Prints {@code text}, and writes it below a title to the file that {@code benchmark.results}
   * names, if it does.
   */
  static void publish(String title, String text) throws IOException {
    System.out.println("\n" + text);
    String file = System.getProperty("benchmark.results", "");
    if (file.isEmpty()) {
      return;
    }
    Path path = Path.of(file).toAbsolutePath();
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(path, "# " + title + "\n\n" + text);
  }
}
