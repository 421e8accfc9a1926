package io.syncline.testkit.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One fault of the core, as it could be made by a person.
 *
 * @param fact what is wrong, as one would report it
 * @param faulty the class whose source is changed, below {@code io.syncline}
 * @param original a piece of that source, which must be there exactly once
 * @param fault what stands there instead
 * @param histories within how many of them, counted from seed 1, it must be caught
 * @param hunt plays them
 * @param first the seed to begin with, one of those: one that caught it saves playing those before
 */
record Bug(
    String fact,
    String faulty,
    String original,
    String fault,
    int histories,
    Class<? extends Function<int[], String>> hunt,
    int first) {

  Bug {
    if (first < 1 || first > histories) {
      throw new IllegalArgumentException(
          "must be 1 <= first <= histories: first=" + first + " histories=" + histories);
    }
  }

  /** Caught in scenarios of any kind. */
  Bug(String fact, String faulty, String original, String fault, int histories) {
    this(fact, faulty, original, fault, histories, Hunt.class, 1);
  }

  /** Caught in scenarios of this kind. */
  Bug in(Class<? extends Function<int[], String>> kind) {
    return new Bug(fact, faulty, original, fault, histories, kind, first);
  }

  /** Begins with this seed. Where another catches it by now, that takes longer, and no more. */
  Bug beginningAt(int seed) {
    return new Bug(fact, faulty, original, fault, histories, hunt, seed);
  }

  /** Of the histories within which it must be caught, each once. */
  int[] seeds() {
    return IntStream.concat(
            IntStream.of(first), IntStream.of(seedsTo(histories)).filter(seed -> seed != first))
        .toArray();
  }

  /** From 1 on. */
  static int[] seedsTo(int last) {
    return IntStream.rangeClosed(1, last).toArray();
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
