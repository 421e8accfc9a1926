package io.syncline.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small values as people write them. What does not fit is an {@link IllegalArgumentException}. */
final class Words {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private Words() {}

  /** Such as {@code 90s}, {@code 5m}, {@code 24h}, or ISO's {@code PT1M30S}. */
  static Duration duration(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a duration such as 90s, 5m, 24h or PT1M30S: value=" + text, e);
    }
  }

  static int integer(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException("must be a whole number: value=" + text);
    }
    return Integer.parseInt(text);
  }

  /** A share, such as {@code 0.2} or {@code 20%}. */
  static double share(String text) {
    Matcher matcher = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(%?)").matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be a share such as 0.2 or 20%: value=" + text);
    }
    return Double.parseDouble(matcher.group(1)) / (matcher.group(2).isEmpty() ? 1 : 100);
  }

  /** One of an enum's constants, written {@code read-only} for READ_ONLY. */
  static <E extends Enum<E>> E symbol(Class<E> type, String text, String name) {
    List<String> known =
        Arrays.stream(type.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    int index = known.indexOf(text);
    if (index < 0) {
      throw new IllegalArgumentException(
          "must be one of " + known + ": " + name + "=" + text + Suggestion.of(text, known));
    }
    return type.getEnumConstants()[index];
  }
}
