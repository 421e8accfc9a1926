package io.syncline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone, with all that is in it, once it is closed. */
public record WorkFolder(Path path) implements AutoCloseable {

  public static WorkFolder create() {
    try {
      return new WorkFolder(Files.createTempDirectory("syncline-benchmark"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files that lie in the folder itself. */
  public long bytes() {
    try (Stream<Path> files = Files.list(path)) {
      long bytes = 0;
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
