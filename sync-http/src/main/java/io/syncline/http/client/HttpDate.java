package io.syncline.http.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as headers have them, by whole seconds (RFC 9110, 5.6.7). */
public final class HttpDate {

  private static final DateTimeFormatter FIXED =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /** The time; empty for text that is none. */
  public static Optional<Instant> read(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Such as {@code Sun, 06 Nov 1994 08:49:37 GMT}; what a time has below a second is cut off. */
  public static String write(Instant time) {
    return FIXED.format(time);
  }
}
