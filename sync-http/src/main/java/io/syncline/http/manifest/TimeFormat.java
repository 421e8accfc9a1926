package io.syncline.http.manifest;

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
  EPOCH_SECONDS;

  public String write(Instant time) {
    return switch (this) {
      case ISO -> time.toString();
      case EPOCH_MILLIS -> Long.toString(time.toEpochMilli());
      case EPOCH_SECONDS -> Long.toString(time.getEpochSecond());
    };
  }

  /** The time; empty for text that is none. */
  public Optional<Instant> read(String text) {
    try {
      return Optional.of(
          switch (this) {
            case ISO -> OffsetDateTime.parse(text).toInstant();
            case EPOCH_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
            case EPOCH_SECONDS -> Instant.ofEpochSecond(Long.parseLong(text));
          });
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
