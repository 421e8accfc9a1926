package io.syncline.jdbc.kill;

import io.syncline.testkit.fixture.SmallProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The host in a process of its own, followed by the steps it tells. */
final class HostProcess implements AutoCloseable {

  private static final String HEAP = "-Xmx256m";

  private final Process process;
  private final Path output;

  private HostProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static HostProcess start(Pair pair, Path folder) throws IOException {
    List<String> words = new ArrayList<>(pair.words());
    words.add(state(folder).toString());
    Path output = folder.resolve("host.txt");
    Process process =
        SmallProcess.of(HEAP, Host.class, words.toArray(String[]::new))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new HostProcess(process, output);
  }

  static Path state(Path folder) {
    return folder.resolve("state.db");
  }

  /** How many steps it has told; it must not end by itself. */
  long steps() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the host must not end by itself: " + Files.readString(output));
    }
    return told().size();
  }

  /** Kills it with SIGKILL, and tells its last step. */
  String kill() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    List<String> told = told();
    return told.isEmpty() ? Host.END : told.get(told.size() - 1);
  }

  private List<String> told() throws IOException {
    String text = Files.readString(output);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(Host.STEP))
        .toList();
  }

  /** Kills it, if it was not. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
