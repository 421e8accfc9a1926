package io.syncline.diff.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One fault of the engine.
 *
 * @param fact what is wrong, as one would report it
 * @param faulty the class whose source is changed
 * @param original a piece of that source, which must be there exactly once
 * @param fault what stands there instead
 * @param check must fail on the faulty engine; has a constructor without parameters
 */
record Mutant(
    String fact, Class<?> faulty, String original, String fault, Class<? extends Runnable> check) {

  /** The source of the class with the fault. */
  String source() {
    Path file = Path.of("src/main/java", faulty.getName().replace('.', '/') + ".java");
    try {
      String source = Files.readString(file);
      int at = source.indexOf(original);
      if (at < 0 || source.indexOf(original, at + 1) >= 0) {
        throw new IllegalStateException("must be there exactly once: " + file + " " + original);
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
