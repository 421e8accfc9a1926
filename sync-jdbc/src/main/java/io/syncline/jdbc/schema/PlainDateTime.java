package io.syncline.jdbc.schema;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * The form that nearly all date-times have, {@code 2024-02-29 12:00:00} with or without a fraction:
 * digits at known places, read without a pattern.
 */
final class PlainDateTime {

  private static final String PLACES = "0000-00-00 00:00:00";
  private static final int FRACTION = PLACES.length();
  private static final int NANO_DIGITS = 9;

  private PlainDateTime() {}

  /** Whether {@link #read} is to read it; it may still name a day that there is not. */
  static boolean isOne(String text) {
    int length = text.length();
    if (length < FRACTION || length == FRACTION + 1 || length > FRACTION + 1 + NANO_DIGITS) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char place = i < FRACTION ? PLACES.charAt(i) : i == FRACTION ? '.' : '0';
      char c = text.charAt(i);
      if (place == '0' ? c < '0' || c > '9' : c != place) {
        return false;
      }
    }
    return true;
  }

  /** Empty where there is no such day or time. */
  static Optional<LocalDateTime> read(String text) {
    int nanos = 0;
    for (int i = FRACTION + 1; i <= FRACTION + NANO_DIGITS; i++) {
      nanos = nanos * 10 + (i < text.length() ? text.charAt(i) - '0' : 0);
    }
    try {
      return Optional.of(
          LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19),
              nanos));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
