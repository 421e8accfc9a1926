package io.syncline.mapping;

/** Numbers as text, without a regular expression per value. */
final class Numerals {

  /** Longer text is no number of any business record; it would only cost time and memory. */
  static final int MOST_CHARACTERS = 1_000;

  private Numerals() {}

  /** An optional minus, digits, and an optional point followed by digits; no exponent. */
  static boolean isPlain(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    return text.length() <= MOST_CHARACTERS
        && (point < 0
            ? isDigits(text, start, text.length())
            : isDigits(text, start, point) && isDigits(text, point + 1, text.length()));
  }

  /** One or more of 0-9. */
  static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < to;
  }
}
