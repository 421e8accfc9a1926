package io.syncline.benchmarks.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of Markdown that also reads well on a terminal. Columns after the first {@code texts} are
 * numbers.
 */
final class Table {

  private final int texts;
  private final List<List<String>> lines = new ArrayList<>();

  Table(int texts, String... heads) {
    this.texts = texts;
    lines.add(List.of(heads));
  }

  void add(String... cells) {
    if (cells.length != lines.get(0).size()) {
      throw new IllegalArgumentException(
          "must be as many as columns, " + lines.get(0).size() + ": cells=" + cells.length);
    }
    lines.add(List.of(cells));
  }

  /** Three significant digits, thousands apart. */
  static String number(double value) {
    String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      append(lines.get(i), text);
      if (i == 0) {
        appendRule(text);
      }
    }
    return text.toString();
  }

  private void append(List<String> cells, StringBuilder text) {
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String space = " ".repeat(width(column) - cell.length());
      text.append("| ").append(column < texts ? cell + space : space + cell).append(' ');
    }
    text.append("|\n");
  }

  private void appendRule(StringBuilder text) {
    for (int column = 0; column < lines.get(0).size(); column++) {
      String rule = "-".repeat(width(column) - 1);
      text.append("| ").append(rule).append(column < texts ? "- " : ": ");
    }
    text.append("|\n");
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
