package io.syncline.operate;

import io.syncline.model.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parts of an id as one text, joined by slashes. Within a part, slashes, percent signs, blanks and
 * control characters are written as {@code %002f}: a percent sign and four hexadecimal digits.
 */
final class IdText {

  private static final int DIGITS = 4;

  private IdText() {}

  static String join(Object... parts) {
    return Stream.of(parts)
        .map(part -> part instanceof RecordId id ? Long.toString(id.value()) : part.toString())
        .map(IdText::escape)
        .collect(Collectors.joining("/"));
  }

  private static String escape(String part) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char each = part.charAt(i);
      if (each == '/' || each == '%' || each <= ' ' || Character.isISOControl(each)) {
        text.append('%').append(String.format(Locale.ROOT, "%04x", (int) each));
      } else {
        text.append(each);
      }
    }
    return text.toString();
  }

  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '/') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (each == '%' && i + DIGITS < text.length()) {
        part.append((char) Integer.parseInt(text.substring(i + 1, i + 1 + DIGITS), 16));
        i += DIGITS;
      } else {
        part.append(each);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
