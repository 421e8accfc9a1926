package io.syncline.examples.quickstart;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The host in a JVM of its own, followed by the lines it prints. */
final class HostProcess {

  private static final Duration NO_MORE_THAN = Duration.ofMinutes(2);

  private final Process process;
  private final BufferedReader lines;
  private final Path errors;
  private String last = KilledHost.END;

  private HostProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static HostProcess start(KilledHost.Places places, String work, Path errors) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledHost.class.getName()));
    command.addAll(List.of(places.words()));
    command.add(work);
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    return new HostProcess(process, errors);
  }

  /** Follows the host until a line fits; fails when the host ends or is silent for long. */
  void follow(Predicate<String> until) {
    follow(until, () -> {});
  }

  /** The same, with something to do between two looks. */
  void follow(Predicate<String> until, Meanwhile meanwhile) {
    await()
        .atMost(NO_MORE_THAN)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              meanwhile.run();
              return lines.ready() ? fits(until) : ended();
            });
  }

  /** What is done while a host is followed. */
  interface Meanwhile {
    void run() throws IOException;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private boolean fits(Predicate<String> until) throws IOException {
    while (lines.ready()) {
      last = lines.readLine();
      if (until.test(last)) {
        return true;
      }
    }
    return false;
  }

  private boolean ended() throws IOException {
    if (!process.isAlive() && !lines.ready()) {
      throw new IllegalStateException(
          "the host must not end by itself, last line: " + last + "\n" + Files.readString(errors));
    }
    return false;
  }

  /** Reads what it has printed by now, so that it need not wait for its reader. */
  void drain() throws IOException {
    fits(line -> false);
  }

  /** Stops it with SIGSTOP, in the middle of whatever it does. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on, as if no time had passed. */
  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int failed =
        new ProcessBuilder("kill", name, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (failed != 0) {
      throw new IllegalStateException("must be sent: signal=" + name + " pid=" + process.pid());
    }
  }

  /** Kills it with SIGKILL, and tells its last whole line: what it was doing. */
  String kill() throws IOException, InterruptedException {
    process.toHandle().destroyForcibly(); // the process would close what it printed, too
    process.waitFor();
    StringBuilder rest = new StringBuilder();
    for (int read = lines.read(); read >= 0; read = lines.read()) {
      rest.append((char) read);
    }
    int whole = rest.lastIndexOf("\n");
    if (whole >= 0) {
      List<String> told = rest.substring(0, whole).lines().toList();
      last = told.get(told.size() - 1);
    }
    return last;
  }
}
