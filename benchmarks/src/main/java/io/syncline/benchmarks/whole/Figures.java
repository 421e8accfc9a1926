package io.syncline.benchmarks.whole;

import io.syncline.benchmarks.whole.Contestant.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** The medians of all runs, as tables and as the ratios that are goals. */
final class Figures {

  private final int rows;
  private final Map<Share, Map<Contestant, Run>> runs = new EnumMap<>(Share.class);

  Figures(int rows) {
    this.rows = rows;
  }

  void add(Share share, Contestant contestant, Run median) {
    runs.computeIfAbsent(share, each -> new EnumMap<>(Contestant.class)).put(contestant, median);
  }

  String seconds() {
    return table("seconds", run -> String.format(Locale.ROOT, "%.2f", run.seconds()));
  }

  String megabytes() {
    return table("MB over the wire", run -> String.format(Locale.ROOT, "%.2f", run.bytes() / 1e6));
  }

  String heap() {
    return table("MiB of heap at most", run -> Long.toString(run.heapMib()));
  }

  private String table(String what, Function<Run, String> cell) {
    List<String> lines = new ArrayList<>();
    List<Share> shares = Arrays.stream(Share.values()).filter(runs::containsKey).toList();
    lines.add(
        "| "
            + what
            + " | "
            + String.join(" | ", shares.stream().map(Share::title).toList())
            + " |");
    lines.add("| --- |" + " ---: |".repeat(shares.size()));
    for (Contestant contestant : Contestant.values()) {
      StringBuilder line = new StringBuilder("| " + contestant.title() + " |");
      for (Share share : shares) {
        Run run = run(share, contestant);
        line.append(' ').append(run == null ? "" : cell.apply(run)).append(" |");
      }
      lines.add(line.toString());
    }
    return String.join("\n", lines);
  }

  private @org.jspecify.annotations.Nullable Run run(Share share, Contestant contestant) {
    return runs.getOrDefault(share, Map.of()).get(contestant);
  }

  /** Per share: what was chosen over the best of our ways. */
  String regret() {
    List<String> parts = new ArrayList<>();
    runs.forEach(
        (share, all) -> {
          double best =
              all.entrySet().stream()
                  .filter(each -> each.getKey().kind() == Kind.OURS)
                  .filter(each -> each.getKey() != Contestant.KEPT_BASE)
                  .mapToDouble(each -> each.getValue().seconds())
                  .min()
                  .orElse(Double.NaN);
          Run planned = all.get(Contestant.PLANNED);
          if (planned != null) {
            parts.add(
                share.title() + String.format(Locale.ROOT, ": %.2f", planned.seconds() / best));
          }
        });
    return String.join(", ", parts);
  }

  /** What the goals of the diff engine are told of whole diffs. */
  Properties goals() {
    Properties goals = new Properties();
    goals.setProperty("on", String.format(Locale.ROOT, "%,d rows on PostgreSQL", rows));
    put(goals, "over.copy", worst(Contestant.PLANNED, Contestant.COPY, Share.values()));
    put(goals, "kept.base", worst(Contestant.KEPT_BASE, Contestant.COPY, Share.ONE_PERCENT));
    put(goals, "jdbc.maps", ratio(Share.ONE_PERCENT, Contestant.HAND_WRITTEN));
    put(
        goals,
        "md5.bisection",
        Math.min(
            ratio(Share.ONE_PERCENT, Contestant.BISECTION),
            ratio(Share.TEN_PERCENT, Contestant.BISECTION)));
    return goals;
  }

  private static void put(Properties goals, String name, double value) {
    if (!Double.isNaN(value)) {
      goals.setProperty(name, String.format(Locale.ROOT, "%.3f", value));
    }
  }

  private double worst(Contestant of, Contestant over, Share... shares) {
    double worst = Double.NaN;
    for (Share share : shares) {
      double ratio = ratio(share, of, over);
      worst = Double.isNaN(worst) ? ratio : Double.isNaN(ratio) ? worst : Math.max(worst, ratio);
    }
    return worst;
  }

  private double ratio(Share share, Contestant peer) {
    return ratio(share, peer, Contestant.PLANNED);
  }

  private double ratio(Share share, Contestant of, Contestant over) {
    Run one = run(share, of);
    Run other = run(share, over);
    return one == null || other == null ? Double.NaN : one.seconds() / other.seconds();
  }
}
