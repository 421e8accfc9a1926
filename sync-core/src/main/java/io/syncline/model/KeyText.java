package io.syncline.model;

import java.util.ArrayList;
import java.util.List;

/** The text form of composite keys: parts joined by {@code |}, with {@code \} as the escape. */
final class KeyText {

  private KeyText() {}

  static boolean isPlain(String part) {
    return part.indexOf('|') < 0 && part.indexOf('\\') < 0;
  }

  static String escape(String part) {
    return isPlain(part) ? part : part.replace("\\", "\\\\").replace("|", "\\|");
  }

  static List<String> split(String text) {
    if (isPlain(text)) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == '|') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
