package io.syncline.benchmarks.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Both clients at the same calls, side by side. */
record Comparison(List<Pair> pairs) {

  /** How much slower than the bare client the adapter may be. */
  static final double GOAL = 0.15;

  private static final double PERCENT = 100;

  Comparison {
    pairs = List.copyOf(pairs);
  }

  /** One kind of call, by so many callers. */
  record Pair(Measured adapter, Measured bare) {

    /** How much longer a call takes by the adapter, as a share of the bare one's time. */
    double slower() {
      return bare.perSecond() / adapter.perSecond() - 1;
    }
  }

  /** Pairs what was measured by both; what was measured by one alone is left out. */
  static Comparison of(List<Measured> all) {
    List<Pair> pairs = new ArrayList<>();
    for (Measured adapter : all) {
      if (adapter.client().equals(CallsBenchmark.ADAPTER)) {
        all.stream()
            .filter(each -> each.client().equals(CallsBenchmark.BARE))
            .filter(each -> each.call().equals(adapter.call()))
            .filter(each -> each.callers() == adapter.callers())
            .forEach(bare -> pairs.add(new Pair(adapter, bare)));
      }
    }
    pairs.sort(
        Comparator.comparing((Pair pair) -> pair.adapter().callers())
            .thenComparing(pair -> pair.adapter().call()));
    return new Comparison(pairs);
  }

  /** Whether the adapter is nowhere slower than it may be. */
  boolean isMet() {
    return !pairs.isEmpty() && pairs.stream().allMatch(pair -> pair.slower() <= GOAL);
  }

  /** A table of Markdown, and what it says of the goal. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("| call | callers | adapter, calls/s | +- | bare, calls/s | +- | slower by |");
    text.append(" adapter, bytes a call | bare, bytes a call |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    pairs.forEach(pair -> text.append(line(pair)));
    double worst = pairs.stream().mapToDouble(Pair::slower).max().orElse(Double.NaN);
    return text.append(
            String.format(
                Locale.ROOT,
                "%nThe goal, at most %.0f %% slower, is %s: at most %.0f %% here.%n",
                GOAL * PERCENT,
                isMet() ? "met" : "NOT met",
                worst * PERCENT))
        .toString();
  }

  private static String line(Pair pair) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,.0f | %,.0f | %,.0f | %,.0f | %.0f %% | %,.0f | %,.0f |%n",
        pair.adapter().call(),
        pair.adapter().callers(),
        pair.adapter().perSecond(),
        pair.adapter().error(),
        pair.bare().perSecond(),
        pair.bare().error(),
        pair.slower() * PERCENT,
        pair.adapter().bytes(),
        pair.bare().bytes());
  }
}
