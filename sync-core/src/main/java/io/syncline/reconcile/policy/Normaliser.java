package io.syncline.reconcile.policy;

import io.syncline.model.Row;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Brings a field's text to the form in which it is compared at first contact; what becomes empty
 * matches nothing. Must be a pure function: what it made is stored to be found again.
 */
@FunctionalInterface
public interface Normaliser {

  String normalise(String text);

  /** A field's text in this form; empty where it is absent, null, or nothing is left of it. */
  default Optional<String> form(Row row, String field) {
    return row.get(field)
        .filter(value -> !value.isNull())
        .map(value -> normalise(value.toString()))
        .filter(text -> !text.isEmpty());
  }

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

  /**
   * The words in lower case, in order of the alphabet, so that neither punctuation nor the order of
   * names counts: {@code Smith, Ann} and {@code Ann SMITH} are {@code ann smith}.
   */
  static Normaliser words() {
    Pattern between = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    return text ->
        between
            .splitAsStream(text.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .sorted()
            .collect(Collectors.joining(" "));
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
