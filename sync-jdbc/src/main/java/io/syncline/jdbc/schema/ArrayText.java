package io.syncline.jdbc.schema;

import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Arrays of text with one dimension, as PostgreSQL writes them: {@code {a,"b c",NULL}}. */
final class ArrayText {

  private ArrayText() {}

  static String encode(Value.Sequence list) {
    return list.values().stream()
        .map(each -> each.isNull() ? "NULL" : quote(each.toString()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Empty for arrays of several dimensions or with bounds of their own. */
  static Optional<Value> decode(String text) {
    if (!text.startsWith("{") || text.startsWith("{{") || !text.endsWith("}")) {
      return Optional.empty();
    }
    List<Value> values = new ArrayList<>();
    int at = 1;
    int end = text.length() - 1;
    while (at < end) {
      StringBuilder element = new StringBuilder();
      boolean quoted = text.charAt(at) == '"';
      at = quoted ? readQuoted(text, at + 1, element) : readPlain(text, at, end, element);
      String read = element.toString();
      values.add(!quoted && read.equals("NULL") ? Value.NULL : Value.of(read));
      at++; // the comma
    }
    return Optional.of(new Value.Sequence(values));
  }

  /** Gives the position after the closing quote. */
  private static int readQuoted(String text, int from, StringBuilder element) {
    int at = from;
    while (text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      element.append(text.charAt(at++));
    }
    return at + 1;
  }

  private static int readPlain(String text, int from, int end, StringBuilder element) {
    int at = from;
    while (at < end && text.charAt(at) != ',') {
      element.append(text.charAt(at++));
    }
    return at;
  }
}
