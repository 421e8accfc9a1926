package io.syncline.jdbc.capture;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The column that is polled by, and how far below the horizon its values may lie.
 *
 * @param overlap microseconds, or numbers
 * @param zone of the values of a column without one
 */
public record StampColumn(Column column, long overlap, Optional<ZoneId> zone) {

  static final Duration STANDARD_OVERLAP = Duration.ofMinutes(1);
  static final long STANDARD_NUMBERS = 1_000;

  /** West of it no local time is: without a zone, a local time is at least UTC less this. */
  private static final Duration WESTERNMOST = Duration.ofHours(12);

  /** What local time loses when summer ends. */
  private static final Duration SUMMER = Duration.ofHours(1);

  public static StampColumn of(Column column, Optional<String> overlap, Optional<ZoneId> zone) {
    if (column.form().isWhole()) {
      return new StampColumn(
          column, overlap.map(StampColumn::number).orElse(STANDARD_NUMBERS), zone);
    }
    if (column.form() != TextForm.INSTANT && column.form() != TextForm.DATE_TIME) {
      throw fault(
          "feed.column",
          "must be one of [timestamptz, timestamp, smallint, integer, bigint]: value="
              + column.name()
              + " type="
              + column.typeName());
    }
    Duration wanted = overlap.map(StampColumn::duration).orElse(STANDARD_OVERLAP);
    return new StampColumn(column, wanted.toNanos() / 1_000, zone);
  }

  private static long number(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw fault("feed.overlap", "must be a whole number for a number column: value=" + text);
    }
    return Long.parseLong(text);
  }

  private static Duration duration(String text) {
    try {
      Duration overlap = Duration.parse(text);
      if (!overlap.isNegative()) {
        return overlap;
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw fault("feed.overlap", "must be a duration such as PT1M for a time column: value=" + text);
  }

  boolean isTime() {
    return !column.form().isWhole();
  }

  /** The least text that rows of transactions not begun before {@code horizon} may carry. */
  String from(long horizon) {
    long least = horizon < Long.MIN_VALUE + overlap ? Long.MIN_VALUE : horizon - overlap;
    if (!isTime()) {
      return Long.toString(inRange(least));
    }
    Instant moment = Instant.EPOCH.plus(least, ChronoUnit.MICROS);
    return column.form() == TextForm.INSTANT
        ? column.form().encode(Value.of(moment))
        : column.form().encode(Value.of(local(moment)));
  }

  private LocalDateTime local(Instant moment) {
    return zone.map(each -> LocalDateTime.ofInstant(moment.minus(SUMMER), each))
        .orElseGet(() -> LocalDateTime.ofInstant(moment.minus(WESTERNMOST), ZoneOffset.UTC));
  }

  /** Cut to the column's range, so that the database can compare it. */
  private long inRange(long number) {
    return switch (column.form()) {
      case SMALL -> Math.max(Short.MIN_VALUE, number);
      case INTEGER -> Math.max(Integer.MIN_VALUE, number);
      default -> number;
    };
  }

  private static AdapterException fault(String option, String message) {
    return new AdapterException.ConfigInvalid(
        List.of(new SettingFault("options." + option, message)));
  }
}
