package io.syncline.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A name with arguments, as {@code decimal(12, 2)}, {@code phone(CN)} or {@code trim} are written.
 * Quotes keep commas and parentheses within an argument: {@code dates("yyyy, MM")}.
 */
record Call(String name, List<String> arguments) {

  Call {
    arguments = List.copyOf(arguments);
  }

  /** Refuses what is not of this form with an {@link IllegalArgumentException}. */
  static Call parse(String text) {
    String trimmed = text.strip();
    int open = trimmed.indexOf('(');
    if (open < 0) {
      return new Call(named(trimmed, text), List.of());
    }
    if (!trimmed.endsWith(")")) {
      throw new IllegalArgumentException("must end with its parenthesis: value=" + text);
    }
    String inner = trimmed.substring(open + 1, trimmed.length() - 1);
    List<String> arguments = new ArrayList<>();
    if (!inner.isBlank()) {
      for (String each : split(inner, text)) {
        arguments.add(unquoted(each.strip()));
      }
    }
    return new Call(named(trimmed.substring(0, open).strip(), text), arguments);
  }

  private static String named(String name, String text) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("must be a name or name(argument, ...): value=" + text);
    }
    return name;
  }

  /** At the commas outside of quotes and parentheses. */
  private static List<String> split(String inner, String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < inner.length(); i++) {
      char each = inner.charAt(i);
      if (quote != 0) {
        quote = each == quote ? 0 : quote;
      } else if (each == '"' || each == '\'') {
        quote = each;
      } else if (each == '(') {
        depth++;
      } else if (each == ')') {
        depth--;
      } else if (each == ',' && depth == 0) {
        parts.add(inner.substring(start, i));
        start = i + 1;
      }
    }
    if (depth != 0 || quote != 0) {
      throw new IllegalArgumentException("must close its quotes and parentheses: value=" + text);
    }
    parts.add(inner.substring(start));
    return parts;
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(0) == text.charAt(text.length() - 1)
            && text.indexOf(text.charAt(0), 1) == text.length() - 1;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
