package io.syncline.reconcile.policy;

import java.util.Locale;

/**
 * Brings a field's text to the form in which it is compared at first contact; what becomes empty
 * matches nothing. Must be a pure function: what it made is stored to be found again.
 */
@FunctionalInterface
public interface Normaliser {

  String normalise(String text);

  /** The text as it is. */
  static Normaliser exact() {
    return text -> text;
  }

  /** Lower case, without blanks around it. */
  static Normaliser lower() {
    return text -> strip(text).toLowerCase(Locale.ROOT);
  }

  /** The digits alone. */
  static Normaliser digits() {
    return text ->
        text.codePoints()
            .filter(Character::isDigit)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Also the no-break space, which {@link String#strip} leaves. */
  private static boolean isBlank(char each) {
    return Character.isWhitespace(each) || Character.isSpaceChar(each) || each == '\u0085';
  }
}
