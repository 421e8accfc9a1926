package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a process of its own, with little memory. */
public final class SmallProcess {

  private SmallProcess() {}

  /** Runs a program until it ends well, and tells what it said. */
  static String run(String heap, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Process process = of(heap, program, arguments).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      return said.strip();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** A program that ends when its memory does, and says nothing but what it has to. */
  public static ProcessBuilder of(String heap, Class<?> program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
