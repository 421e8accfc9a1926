package io.syncline.http.manifest;

import io.syncline.http.client.HttpDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a service writes a point in time. */
public enum TimeFormat {
  /** Such as {@code 2026-01-31T12:00:00.5Z}, with any offset. */
  ISO,
  EPOCH_MILLIS,
  EPOCH_SECONDS,
  /** Such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
  HTTP_DATE;

  public String write(Instant time) {
    return switch (this) {
      case ISO -> time.toString();
      case EPOCH_MILLIS -> Long.toString(time.toEpochMilli());
      case EPOCH_SECONDS -> Long.toString(time.getEpochSecond());
      case HTTP_DATE -> HttpDate.write(time);
    };
  }

  /** The time; empty for text that is none. */
  public Optional<Instant> read(String text) {
    try {
      return switch (this) {
        case ISO -> Optional.of(OffsetDateTime.parse(text).toInstant());
        case EPOCH_MILLIS -> Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        case EPOCH_SECONDS -> Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        case HTTP_DATE -> HttpDate.read(text);
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static List<String> words() {
    return Arrays.stream(values()).map(TimeFormat::word).toList();
  }

  static Optional<TimeFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
