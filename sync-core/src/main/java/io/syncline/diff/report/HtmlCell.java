package io.syncline.diff.report;

import io.syncline.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values as cells of a table. */
final class HtmlCell {

  /** How many characters of a value are shown. */
  private static final int MOST = 600;

  private HtmlCell() {}

  /** Both cells of a line, of two texts with the words marked that differ. */
  static Pair pair(ShownChange.Line line) {
    Optional<Value> left = line.left();
    Optional<Value> right = line.right();
    if (!canMark(left) || !canMark(right) || left.equals(right)) {
      return new Pair(of(left), of(right));
    }
    String leftText = ShownText.plain(left.orElseThrow());
    String rightText = ShownText.plain(right.orElseThrow());
    int interest = Window.firstDifference(leftText, rightText);
    Window leftWindow = Window.of(leftText, interest, MOST);
    Window rightWindow = Window.of(rightText, interest, MOST);
    WordDiff words = WordDiff.of(leftWindow.part(), rightWindow.part());
    return new Pair(
        cut(leftWindow, marked(words.left(), "del")),
        cut(rightWindow, marked(words.right(), "ins")));
  }

  private static boolean canMark(Optional<Value> value) {
    return value.isPresent() && ShownText.isText(value.get());
  }

  private static String of(Optional<Value> value) {
    return value.map(HtmlCell::of).orElse("");
  }

  static String of(Value value) {
    if (value.isNull()) {
      return "<i>null</i>";
    }
    Window window = Window.of(ShownText.plain(value), 0, MOST);
    return window.text().isEmpty() ? "<i>empty</i>" : cut(window, HtmlText.escape(window.part()));
  }

  private static String marked(List<WordDiff.Span> spans, String tag) {
    StringBuilder html = new StringBuilder();
    for (WordDiff.Span span : spans) {
      String text = HtmlText.escape(span.text());
      html.append(span.differs() ? "<" + tag + ">" + text + "</" + tag + ">" : text);
    }
    return html.length() == 0 ? "<i>empty</i>" : html.toString();
  }

  private static String cut(Window window, String html) {
    String whole =
        "<bdi>"
            + (window.cutsBefore() ? "…" : "")
            + html
            + (window.cutsBehind() ? "…" : "")
            + "</bdi>";
    return window.cuts()
        ? whole + String.format(Locale.ROOT, " <i>(%,d characters)</i>", window.text().length())
        : whole;
  }

  /** As HTML. */
  record Pair(String left, String right) {}
}
