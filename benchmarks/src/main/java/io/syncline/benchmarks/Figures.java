package io.syncline.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The medians of several rounds, as a table of Markdown that also reads well on a terminal. */
final class Figures {

  private final Map<Work, Measure> medians = new EnumMap<>(Work.class);

  Figures(List<Map<Work, Measure>> rounds) {
    for (Work work : Work.values()) {
      medians.put(work, median(rounds.stream().map(round -> of(round, work)).toList()));
    }
  }

  private static Measure of(Map<Work, Measure> round, Work work) {
    return Objects.requireNonNull(round.get(work), work.title());
  }

  private static Measure median(List<Measure> measures) {
    return measures.stream()
        .sorted(Comparator.comparingLong(Measure::nanos))
        .toList()
        .get(measures.size() / 2);
  }

  String table() {
    List<String> lines = new ArrayList<>();
    lines.add(line("work", "rows", "seconds", "rows/s", "x floor"));
    lines.add(
        line(
            "-".repeat(40),
            "-".repeat(8) + ":",
            "-".repeat(7) + ":",
            "-".repeat(8) + ":",
            "-".repeat(6) + ":"));
    for (Work work : Work.values()) {
      Measure measure = of(medians, work);
      lines.add(
          line(
              work.title(),
              number("%,d", measure.rows()),
              number("%.3f", measure.seconds()),
              measure.rows() == 0 ? "" : number("%,.0f", measure.rows() / measure.seconds()),
              work.floor()
                  .map(floor -> number("%.1f", measure.seconds() / of(medians, floor).seconds()))
                  .orElse("")));
    }
    return String.join("\n", lines);
  }

  private static String line(String... cells) {
    return "| %-40s | %9s | %8s | %9s | %7s |".formatted((Object[]) cells);
  }

  private static String number(String form, Object value) {
    return String.format(Locale.ROOT, form, value);
  }
}
