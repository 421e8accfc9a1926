package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.Goal.Figure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The ratios of whole diffs between two databases, which another run measures and leaves in a file
 * of properties. Each is empty where the file, or the line, is not there.
 *
 * @param overCopy {@code over.copy}: a whole diff over two raw COPY scans, at the worst change rate
 * @param jdbcMaps {@code jdbc.maps}: JDBC into maps, by hand, over the whole diff
 * @param bisection {@code md5.bisection}: bisection by md5 over the whole diff, at the worst change
 *     rate from 0.1 % on
 * @param keptBase {@code kept.base}: one side against a kept base, over two raw COPY scans
 */
record WholeDiffs(
    Optional<Figure> overCopy,
    Optional<Figure> jdbcMaps,
    Optional<Figure> bisection,
    Optional<Figure> keptBase) {

  /** {@code on} says which table all of them were measured on. */
  static WholeDiffs of(Properties figures) {
    return new WholeDiffs(
        figure(figures, "over.copy"),
        figure(figures, "jdbc.maps"),
        figure(figures, "md5.bisection"),
        figure(figures, "kept.base"));
  }

  private static Optional<Figure> figure(Properties figures, String name) {
    return Optional.ofNullable(figures.getProperty(name))
        .map(text -> new Figure(number(name, text), figures.getProperty("on", "")));
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number: " + name + "=" + text, e);
    }
  }

  static WholeDiffs read(Path file) throws IOException {
    Properties figures = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        figures.load(reader);
      }
    }
    return of(figures);
  }
}
