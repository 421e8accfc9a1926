package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.Goal.Figure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What goals are told by runs of their own, each of which leaves a file of properties behind. A
 * figure is empty where the file, or the line, is not there.
 *
 * @param overCopy {@code over.copy}: a whole diff over two raw COPY scans, at the worst change rate
 * @param jdbcMaps {@code jdbc.maps}: JDBC into maps, by hand, over the whole diff
 * @param bisection {@code md5.bisection}: bisection by md5 over the whole diff, at the worst change
 *     rate from 0.1 % on
 * @param keptBase {@code kept.base}: one side against a kept base, over two raw COPY scans
 * @param spillHeap {@code heap.mebibytes}: the most heap that an unsorted diff with spill was given
 */
record OtherRuns(
    Optional<Figure> overCopy,
    Optional<Figure> jdbcMaps,
    Optional<Figure> bisection,
    Optional<Figure> keptBase,
    Optional<Figure> spillHeap) {

  /** {@code on} says which table all of a file's figures were measured on. */
  static OtherRuns of(Properties whole, Properties unsorted) {
    return new OtherRuns(
        figure(whole, "over.copy"),
        figure(whole, "jdbc.maps"),
        figure(whole, "md5.bisection"),
        figure(whole, "kept.base"),
        figure(unsorted, "heap.mebibytes"));
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

  /** What earlier runs left in a folder. */
  static OtherRuns read(Path folder) throws IOException {
    return of(
        properties(folder.resolve(FigureFiles.WHOLE)),
        properties(folder.resolve(FigureFiles.UNSORTED)));
  }

  private static Properties properties(Path file) throws IOException {
    Properties figures = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        figures.load(reader);
      }
    }
    return figures;
  }
}
