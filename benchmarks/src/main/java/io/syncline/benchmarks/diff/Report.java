package io.syncline.benchmarks.diff;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page that a run leaves behind. */
final class Report {

  private static final String UNMEASURED = "";

  private Report() {}

  /**
   * @param machine what it ran on
   * @param command how to run it again
   */
  static String page(String machine, String command, Measurements run, List<Goal> goals) {
    return "# The diff engine\n\n"
        + machine
        + "\n\n```\n"
        + command
        + "\n```\n\nOne thread, all in one run but for figures on PostgreSQL and the heap of goal 8, which are"
        + " of runs of their own. Ratios hold, absolute figures swing with the machine.\n"
        + "\n![time for a pair of rows](diff-kernel.svg)\n\n## Goals\n\n"
        + goals(goals)
        + "\n## Results\n\n"
        + results(run);
  }

  static Table goals(List<Goal> goals) {
    Table table = new Table(3, "#", "goal", "met", "limit", "here", "on");
    for (Goal goal : goals) {
      String sign = goal.bound() == Goal.Bound.AT_MOST ? "<= " : ">= ";
      table.add(
          String.valueOf(goal.number()),
          goal.what(),
          goal.verdict(),
          sign + Table.number(goal.limit()),
          goal.here().map(figure -> Table.number(figure.value())).orElse(UNMEASURED),
          goal.here().map(Goal.Figure::on).orElse(UNMEASURED));
    }
    return table;
  }

  static Table results(Measurements run) {
    Table table =
        new Table(2, "benchmark", "ways", "rows", "changed", "ns a row", "+-", "bytes a row");
    run.all().stream()
        .sorted(
            Comparator.comparing(Measured::benchmark)
                .thenComparing(Report::ways)
                .thenComparingInt(Measured::rows)
                .thenComparingDouble(each -> each.changed().orElse(0)))
        .forEach(each -> add(each, table));
    return table;
  }

  private static void add(Measured each, Table table) {
    table.add(
        each.benchmark(),
        ways(each),
        String.format(Locale.ROOT, "%,d", each.rows()),
        each.parameters().getOrDefault("changed", UNMEASURED),
        Table.number(each.nanosPerRow()),
        Double.isNaN(each.error()) ? UNMEASURED : Table.number(each.error() / each.rows()),
        bytes(each.bytesPerRow()));
  }

  private static String bytes(OptionalDouble bytes) {
    return bytes.isPresent() ? Table.number(bytes.getAsDouble()) : UNMEASURED;
  }

  /** Every parameter that has no column of its own. */
  private static String ways(Measured each) {
    Map<String, String> others = new TreeMap<>(each.parameters());
    others.remove("rows");
    others.remove("changed");
    return others.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining(", "));
  }
}
