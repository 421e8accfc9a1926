package io.syncline.diff.report;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.Delta;
import io.syncline.diff.DiffSummary;
import io.syncline.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A report as one page: a section per record, a row per field, a column per side. */
final class HtmlReport {

  private static final String STYLE = style();

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      """;

  private final DiffReport report;
  private final StringBuilder out = new StringBuilder();

  HtmlReport(DiffReport report) {
    this.report = report;
  }

  private static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(css, "report.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String render() {
    String left = HtmlText.escape(report.left());
    String right = HtmlText.escape(report.right());
    out.append(HEAD);
    out.append("<title>Differences: ").append(left).append(" and ").append(right);
    out.append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<header>\n");
    out.append("<h1>").append(bdi(left)).append(" <span>compared with</span> ");
    out.append(bdi(right)).append("</h1>\n");
    summary(report.summary());
    out.append("</header>\n<main>\n");
    for (Delta delta : report.shown()) {
      section(ShownChange.of(delta));
    }
    out.append("</main>\n<footer>").append(footer()).append("</footer>\n</body>\n</html>\n");
    return out.toString();
  }

  private void summary(DiffSummary summary) {
    out.append("<ul class=\"counts\">\n");
    count("insert", summary.inserts(), "inserts, only right");
    count("update", summary.updates(), "updates, fields differ");
    count("delete", summary.deletes(), "deletes, only left");
    out.append("</ul>\n<p class=\"about\">");
    out.append(number(summary.leftRows())).append(" rows read on the left, ");
    out.append(number(summary.rightRows())).append(" on the right. ");
    if (!summary.changedFields().isEmpty()) {
      out.append("Updated fields: ");
      out.append(
          summary.changedFields().entrySet().stream()
              .map(each -> bdi(HtmlText.escape(each.getKey())) + " " + number(each.getValue()))
              .collect(Collectors.joining(", ")));
      out.append(". ");
    }
    out.append("Found by ").append(HtmlText.escape(summary.way().toString())).append(".</p>\n");
  }

  private void count(String kind, long count, String label) {
    out.append("<li class=\"").append(kind).append("\"><b>").append(number(count));
    out.append("</b> ").append(label).append("</li>\n");
  }

  private String footer() {
    if (report.summary().isEmpty()) {
      return "Nothing differs.";
    }
    return report.notShown() > 0 ? number(report.notShown()) + " more are not shown." : "";
  }

  private void section(ShownChange change) {
    String kind = change.kind().name().toLowerCase(Locale.ROOT);
    out.append("<section class=\"").append(kind).append("\">\n<h2><span class=\"kind\">");
    out.append(kind).append("</span>");
    change.key().forEach(this::keyPart);
    out.append("</h2>\n");
    table(change, change.changed());
    if (!change.unchanged().isEmpty()) {
      out.append("<details><summary>").append(change.unchanged().size());
      out.append(change.unchanged().size() == 1 ? " field is equal" : " fields are equal");
      out.append("</summary>\n");
      table(change, change.unchanged());
      out.append("</details>\n");
    }
    out.append("</section>\n");
  }

  private void keyPart(String name, Value value) {
    out.append("<span class=\"key\">").append(bdi(HtmlText.escape(name))).append(" ");
    out.append(HtmlCell.of(value)).append("</span>");
  }

  private void table(ShownChange change, List<ShownChange.Line> lines) {
    out.append("<table>\n<colgroup><col class=\"name\"><col class=\"side\"><col class=\"side\">");
    out.append("</colgroup>\n<thead><tr><th>Field</th><th>Left</th><th>Right</th></tr></thead>\n");
    out.append("<tbody>\n");
    for (ShownChange.Line line : lines) {
      line(change.kind(), line);
    }
    out.append("</tbody>\n</table>\n");
  }

  private void line(ChangeKind kind, ShownChange.Line line) {
    HtmlCell.Pair cells = HtmlCell.pair(line);
    boolean differs = kind != ChangeKind.UPDATE || !line.left().equals(line.right());
    out.append("<tr><th scope=\"row\">").append(bdi(HtmlText.escape(line.name()))).append("</th>");
    cell(differs && kind != ChangeKind.INSERT ? "gone" : "", cells.left());
    cell(differs && kind != ChangeKind.DELETE ? "new" : "", cells.right());
    out.append("</tr>\n");
  }

  private void cell(String style, String html) {
    out.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">").append(html);
    out.append("</td>");
  }

  /** Text of unknown direction must not turn round what stands beside it. */
  private static String bdi(String html) {
    return "<bdi>" + html + "</bdi>";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
