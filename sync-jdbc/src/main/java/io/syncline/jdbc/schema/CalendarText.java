package io.syncline.jdbc.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as PostgreSQL writes them: {@code 2024-02-29 12:00:00.5}, {@code 10000-01-01},
 * {@code 0044-03-15 BC}. Instants are written as their time in UTC. As Java writes them, {@code
 * -0043-03-15T12:00Z}, they are read too. What has no finite value has none here.
 */
final class CalendarText {

  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?\\d{4,9})-(\\d\\d)-(\\d\\d)"
              + "(?:[ T](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)Z?)?( BC)?");

  /** The last year that everybody writes alike. */
  private static final int MOST_PLAIN_YEAR = 9999;

  private CalendarText() {}

  static Optional<LocalDateTime> dateTime(String text) {
    return PlainDateTime.isOne(text) ? PlainDateTime.read(text) : anyForm(text);
  }

  private static Optional<LocalDateTime> anyForm(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      int year = Integer.parseInt(matcher.group(1));
      LocalDate date =
          LocalDate.of(
              matcher.group(5) == null ? year : 1 - year,
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)));
      String time = matcher.group(4);
      return Optional.of(date.atTime(time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<LocalTime> time(String text) {
    try {
      return Optional.of(LocalTime.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Instant instant(LocalDateTime utc) {
    return utc.toInstant(ZoneOffset.UTC);
  }

  static String of(LocalDate date) {
    int year = date.getYear();
    if (year > 0 && year <= MOST_PLAIN_YEAR) {
      return date.toString();
    }
    String day =
        String.format(
            Locale.ROOT,
            "%04d-%02d-%02d",
            year > 0 ? year : 1 - year,
            date.getMonthValue(),
            date.getDayOfMonth());
    return year > 0 ? day : day + " BC";
  }

  static String of(LocalDateTime value) {
    String day = of(value.toLocalDate());
    String time = " " + value.toLocalTime();
    return day.endsWith(" BC")
        ? day.substring(0, day.length() - " BC".length()) + time + " BC"
        : day + time;
  }

  /** Throws no exception for the far ends that no database holds: it refuses them itself. */
  static String of(Instant value) {
    return of(LocalDateTime.ofEpochSecond(value.getEpochSecond(), value.getNano(), ZoneOffset.UTC));
  }
}
