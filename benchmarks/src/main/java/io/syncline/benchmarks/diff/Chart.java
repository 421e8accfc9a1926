package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.Contender.Kind;
import io.syncline.benchmarks.diff.Contender.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Nanoseconds for a pair of rows as horizontal bars on a logarithmic scale, in SVG. It brings its
 * own background, so that it reads on a light page and on a dark one.
 */
final class Chart {

  private static final int WIDTH = 860;
  private static final int LABELS = 250;
  private static final int PLOT = 510;
  private static final int LINE = 26;
  private static final int TOP = 74;

  private final List<Bar> bars;
  private final Scale scale;
  private final StringBuilder svg = new StringBuilder();

  /** One bar. {@code label} is plain text. */
  record Bar(String label, double nanos, Kind kind, Work work) {}

  /** From the power of ten at or below the least to the one at or above the most. */
  record Scale(int from, int to) {

    static Scale of(List<Bar> bars) {
      double least = bars.stream().mapToDouble(Bar::nanos).min().orElse(1);
      double most = bars.stream().mapToDouble(Bar::nanos).max().orElse(1);
      int from = (int) Math.floor(Math.log10(least));
      return new Scale(from, Math.max(from + 1, (int) Math.ceil(Math.log10(most))));
    }

    /** 0 for the scale's first figure, 1 for its last. */
    double share(double nanos) {
      return (Math.log10(nanos) - from) / (to - from);
    }
  }

  private Chart(List<Bar> bars) {
    this.bars = bars;
    this.scale = Scale.of(bars);
  }

  /**
   * All contenders that were measured with 1 % changed, each on the largest table it ran on; where
   * that is smaller than another's, the label says so.
   */
  static List<Bar> bars(Measurements run) {
    int most = run.all().stream().mapToInt(Measured::rows).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    for (Contender each : Contender.values()) {
      if (each.work() != Work.OTHER) {
        run.largest(each, 0.01).map(it -> bar(each, it, most)).ifPresent(bars::add);
      }
    }
    bars.sort(Comparator.comparing(Bar::work).thenComparing(Bar::nanos));
    return bars;
  }

  private static Bar bar(Contender contender, Measured measured, int most) {
    String rows = String.format(Locale.ROOT, ", %,d rows", measured.rows());
    String label = contender.title() + (measured.rows() < most ? rows : "");
    return new Bar(label, measured.nanosPerRow(), contender.kind(), contender.work());
  }

  static String svg(List<Bar> bars) {
    return new Chart(bars).draw();
  }

  private String draw() {
    int groups = (int) bars.stream().map(Bar::work).distinct().count();
    int bottom = TOP + LINE * (bars.size() + groups);
    open(bottom + 40);
    grid(bottom);
    int y = TOP;
    Work group = Work.OTHER;
    for (Bar bar : bars) {
      if (bar.work() != group) {
        group = bar.work();
        text(
            16,
            y + 18,
            "font-weight=\"bold\"",
            group == Work.TWO_SIDES ? "two sides" : "three sides");
        y += LINE;
      }
      bar(bar, y);
      y += LINE;
    }
    return svg.append("</svg>\n").toString();
  }

  private void open(int height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\">",
        WIDTH, height, WIDTH, height);
    add(
        "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\" stroke=\"#d0d7de\"/>",
        WIDTH, height);
    text(16, 28, "font-size=\"16\" font-weight=\"bold\"", "Time for a pair of rows, 1 % changed");
    text(
        16,
        48,
        "fill=\"#57606a\"",
        "8 fields, about 160 bytes, one thread, logarithmic; shorter is better");
    int x = WIDTH - 300;
    for (Kind kind : Kind.values()) {
      add("<rect x=\"%d\" y=\"17\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, color(kind));
      text(
          x + 18, 28, "", kind == Kind.OURS ? "Syncline" : kind == Kind.LIMIT ? "limit" : "others");
      x += 96;
    }
  }

  private void grid(int bottom) {
    for (int power = scale.from(); power <= scale.to(); power++) {
      int x = LABELS + (int) Math.round(scale.share(Math.pow(10, power)) * PLOT);
      add("<path d=\"M%d %dV%d\" stroke=\"#d8dee4\"/>", x, TOP, bottom);
      text(x, bottom + 20, "text-anchor=\"middle\" fill=\"#57606a\"", time(Math.pow(10, power)));
    }
  }

  private void bar(Bar bar, int y) {
    int width = Math.max(1, (int) Math.round(scale.share(bar.nanos()) * PLOT));
    String weight = bar.kind() == Kind.OURS ? " font-weight=\"bold\"" : "";
    text(LABELS - 8, y + 18, "text-anchor=\"end\"" + weight, bar.label());
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
        LABELS, y + 4, width, LINE - 8, color(bar.kind()));
    text(LABELS + width + 6, y + 18, weight, time(bar.nanos()));
  }

  private static String color(Kind kind) {
    return switch (kind) {
      case LIMIT -> "#8c959f";
      case OURS -> "#1a7f37";
      case PEER -> "#bf8700";
    };
  }

  static String time(double nanos) {
    String[] units = {"ns", "\u00b5s", "ms", "s"};
    int unit = 0;
    double value = nanos;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    String form =
        value >= 100 || value == Math.rint(value) ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value) + " " + units[unit];
  }

  private void text(int x, int y, String attributes, String text) {
    add("<text x=\"%d\" y=\"%d\" %s>%s</text>", x, y, attributes, escaped(text));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void add(String form, Object... values) {
    svg.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
