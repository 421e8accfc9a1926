package io.syncline.diff.report;

import io.syncline.json.JsonValues;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.Locale;

/** Values as people read them. */
final class ShownText {

  private ShownText() {}

  /** Whether a value is text: needs quotes beside others, and has words. */
  static boolean isText(Value value) {
    return value.kind() == ValueKind.TEXT;
  }

  /** The value as plain text. */
  static String plain(Value value) {
    if (value instanceof Value.Decimal decimal) {
      return JsonValues.number(decimal.value());
    }
    return value.toString();
  }

  /**
   * On one line, and harmless to a terminal: control characters, marks of direction and halves of
   * characters are written by their number.
   */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case '\\' -> line.append("\\\\");
                default -> {
                  if (isUnseen(point)) {
                    line.append(String.format(Locale.ROOT, "\\u%04x", point));
                  } else {
                    line.appendCodePoint(point);
                  }
                }
              }
            });
    return line.toString();
  }

  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
