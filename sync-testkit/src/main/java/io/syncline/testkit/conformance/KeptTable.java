package io.syncline.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A table that is kept under version control: what is found must be what it says, so that a rule
 * which is suddenly skipped does not go unseen.
 */
final class KeptTable {

  private static final String FOLDER = "syncline.conformance.tables";
  private static final String WRITE = FOLDER + ".write";

  private final Path path;
  private final boolean writes;

  private KeptTable(Path path, boolean writes) {
    this.path = path;
    this.writes = writes;
  }

  /**
   * The table of this name in the folder that {@code syncline.conformance.tables} names; empty
   * where that is not set. With {@code syncline.conformance.tables.write=true} it is written.
   */
  static Optional<KeptTable> named(String name) {
    return Optional.ofNullable(System.getProperty(FOLDER))
        .map(folder -> in(Path.of(folder), name, Boolean.getBoolean(WRITE)));
  }

  static KeptTable in(Path folder, String name, boolean writes) {
    return new KeptTable(folder.resolve(name + ".md"), writes);
  }

  /** Throws an {@link AssertionError} that names the first line which differs. */
  void check(String found) {
    try {
      if (writes) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, found, StandardCharsets.UTF_8);
        return;
      }
      String kept = Files.exists(path) ? Files.readString(path, StandardCharsets.UTF_8) : "";
      if (!kept.equals(found)) {
        throw new AssertionError(
            "must say what was found: table="
                + path
                + firstDifference(kept, found)
                + "\nto write it anew: -D"
                + WRITE
                + "=true");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the table cannot be read or written: path=" + path, e);
    }
  }

  private static String firstDifference(String kept, String found) {
    String[] before = kept.split("\n", -1);
    String[] now = found.split("\n", -1);
    for (int i = 0; i < Math.max(before.length, now.length); i++) {
      String old = i < before.length ? before[i] : "";
      String other = i < now.length ? now[i] : "";
      if (!old.equals(other)) {
        return "\nline " + (i + 1) + " kept:  " + old + "\nline " + (i + 1) + " found: " + other;
      }
    }
    return "";
  }
}
