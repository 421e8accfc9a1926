package io.syncline.suggest;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of YAML, quoted where they need it. */
final class YamlLine {

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]*";
  private static final Pattern PLAIN = Pattern.compile(NAME + "(\\([A-Za-z0-9_-]*\\))?");

  /** Also with commas, which mean nothing outside of brackets. */
  private static final Pattern CALL = Pattern.compile(NAME + "\\([A-Za-z0-9_, -]*\\)");

  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

  private YamlLine() {}

  /** A value with nothing but a comment behind it. */
  static String value(String text) {
    return CALL.matcher(text).matches() ? text : scalar(text);
  }

  /** Also within brackets. */
  static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(each -> append(quoted, each));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int point) {
    if (point == '"' || point == '\\') {
      quoted.append('\\').appendCodePoint(point);
    } else if (point < ' ' || (point >= 0x7f && !Character.isLetterOrDigit(point))) {
      quoted.append(String.format(Locale.ROOT, "\\U%08x", point));
    } else {
      quoted.appendCodePoint(point);
    }
  }

  static String list(List<String> texts) {
    return texts.stream().map(YamlLine::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** On one line, whatever the text holds. */
  static String comment(String text) {
    return "# " + text.replaceAll("\\p{Cntrl}|\\u0085|\\u2028|\\u2029", " ");
  }
}
