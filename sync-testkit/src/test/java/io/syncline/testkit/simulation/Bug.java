package io.syncline.testkit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * One fault of the core, as it could be made by a person.
 *
 * @param fact what is wrong, as one would report it
 * @param faulty the class whose source is changed, below {@code io.syncline}
 * @param original a piece of that source, which must be there exactly once
 * @param fault what stands there instead
 * @param histories within how many of them it must be caught
 * @param hunt plays them
 */
record Bug(
    String fact,
    String faulty,
    String original,
    String fault,
    int histories,
    Class<? extends IntFunction<String>> hunt) {

  /** Caught in scenarios of any kind. */
  Bug(String fact, String faulty, String original, String fault, int histories) {
    this(fact, faulty, original, fault, histories, Hunt.class);
  }

  private static final Path SOURCES =
      Path.of(System.getProperty("syncline.root", ".."), "sync-core/src/main/java/io/syncline");

  /** The source of the class with the fault. */
  String source() {
    try {
      String source = Files.readString(SOURCES.resolve(faulty + ".java"));
      int at = source.indexOf(original);
      if (at < 0 || source.indexOf(original, at + 1) >= 0) {
        throw new IllegalStateException("must be there exactly once: " + faulty + " " + original);
      }
      return source.replace(original, fault);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return fact;
  }
}
