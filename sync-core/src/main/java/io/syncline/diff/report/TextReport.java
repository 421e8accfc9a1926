package io.syncline.diff.report;

import io.syncline.diff.Delta;
import io.syncline.diff.DiffSummary;
import io.syncline.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as lines of text. */
final class TextReport {

  /** How many characters of a value are shown. */
  private static final int MOST = 60;

  private static final int MOST_PADDED = 40;

  private final DiffReport report;
  private final StringBuilder out = new StringBuilder();

  TextReport(DiffReport report) {
    this.report = report;
  }

  String render() {
    summary();
    for (Delta delta : report.shown()) {
      out.append('\n');
      change(ShownChange.of(delta));
    }
    if (report.notShown() > 0) {
      line("\n%,d more are not shown", report.notShown());
    }
    return out.toString();
  }

  private void summary() {
    DiffSummary summary = report.summary();
    line("left   %s, %,d rows read", ShownText.oneLine(report.left()), summary.leftRows());
    line("right  %s, %,d rows read", ShownText.oneLine(report.right()), summary.rightRows());
    line("way    %s", ShownText.oneLine(summary.way().toString()));
    line(
        "inserts %,d, updates %,d, deletes %,d",
        summary.inserts(), summary.updates(), summary.deletes());
    if (!summary.changedFields().isEmpty()) {
      line(
          "updated fields: %s",
          summary.changedFields().entrySet().stream()
              .map(
                  each ->
                      ShownText.oneLine(each.getKey())
                          + String.format(Locale.ROOT, " %,d", each.getValue()))
              .collect(Collectors.joining(", ")));
    }
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void change(ShownChange change) {
    out.append(change.kind().name().toLowerCase(Locale.ROOT));
    change.key().forEach(this::keyPart);
    out.append('\n');
    List<String[]> cells = change.changed().stream().map(TextReport::cells).toList();
    int nameWidth = width(cells, 0);
    int leftWidth = change.kind() == io.syncline.diff.ChangeKind.UPDATE ? width(cells, 1) : 0;
    for (String[] cell : cells) {
      out.append("  ").append(padded(cell[0], nameWidth)).append("  ");
      out.append(
          switch (change.kind()) {
            case INSERT -> cell[2];
            case DELETE -> cell[1];
            case UPDATE -> padded(cell[1], leftWidth) + " -> " + cell[2];
          });
      out.append('\n');
    }
  }

  private void keyPart(String name, Value value) {
    out.append(' ').append(ShownText.oneLine(name)).append('=').append(shown(value, 0));
  }

  /** Name, left and right. */
  private static String[] cells(ShownChange.Line line) {
    int interest =
        line.left().isPresent() && line.right().isPresent()
            ? Window.firstDifference(
                ShownText.plain(line.left().get()), ShownText.plain(line.right().get()))
            : 0;
    return new String[] {
      ShownText.oneLine(line.name()), shown(line.left(), interest), shown(line.right(), interest)
    };
  }

  private static String shown(Optional<Value> value, int interest) {
    return value.map(each -> shown(each, interest)).orElse("(absent)");
  }

  private static String shown(Value value, int interest) {
    String plain = ShownText.plain(value);
    Window window = Window.of(plain, interest, MOST);
    String quote = ShownText.isText(value) ? "\"" : "";
    String shown =
        quote
            + (window.cutsBefore() ? "…" : "")
            + ShownText.oneLine(window.part())
            + (window.cutsBehind() ? "…" : "")
            + quote;
    return window.cuts()
        ? shown + String.format(Locale.ROOT, " (%,d characters)", plain.length())
        : shown;
  }

  /** Values that are longer than most do not push away what stands beside the others. */
  private static int width(List<String[]> cells, int column) {
    return cells.stream()
        .mapToInt(cell -> length(cell[column]))
        .filter(length -> length <= MOST_PADDED)
        .max()
        .orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - length(text)));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
