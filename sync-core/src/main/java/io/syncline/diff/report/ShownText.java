package io.syncline.diff.report;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.util.Locale;

/** Values as people read them. */
final class ShownText {

  /** Beyond this many digits a number is written with an exponent. */
  private static final int MOST_DIGITS = 400;

  private ShownText() {}

  /** Whether a value is text: needs quotes beside others, and has words. */
  static boolean isText(Value value) {
    return value.kind() == ValueKind.TEXT;
  }

  /** The value as plain text. */
  static String plain(Value value) {
    if (value instanceof Value.Decimal decimal) {
      return number(decimal.value());
    }
    return value.toString();
  }

  /** A number of a size that nobody writes out would fill the memory if it were. */
  static String number(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_DIGITS
        ? number.toString()
        : number.toPlainString();
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
