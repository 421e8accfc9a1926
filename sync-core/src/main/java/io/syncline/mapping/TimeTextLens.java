package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Text by a pattern on the native side; a date, a date and time, or an instant canonically. */
abstract class TimeTextLens extends TypedLens {

  private static final Duration DAY = Duration.ofDays(1);
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2001, 2, 3, 16, 0);

  final DateTimeFormatter formatter;
  private final String rule;

  private TimeTextLens(String pattern, DateTimeFormatter formatter, ValueKind kind) {
    super(ValueKind.TEXT, kind);
    this.formatter = formatter;
    this.rule = "must be " + kind + " of the form " + pattern;
  }

  static Lens dates(String pattern) {
    return tried(new Dates(pattern), pattern, Value.of(SAMPLE.toLocalDate()));
  }

  static Lens dateTimes(String pattern) {
    return tried(new DateTimes(pattern), pattern, Value.of(SAMPLE));
  }

  static Lens instants(String pattern, ZoneId zone) {
    Value sample = Value.of(SAMPLE.atZone(zone).toInstant());
    return tried(new Instants(pattern, zone), pattern, sample);
  }

  abstract Value parse(String text);

  abstract String format(Value value);

  /** How far {@code value} lies above {@code back}, which was read from its text. */
  abstract Duration lost(Value value, Value back);

  private static Lens tried(Lens lens, String pattern, Value sample) {
    if (!lens.shown(sample).is(sample)) {
      throw new IllegalArgumentException(
          "must show a whole " + sample.kind() + ": pattern=" + pattern);
    }
    return lens;
  }

  @Override
  Converted readTyped(Value nativeValue) {
    try {
      return Converted.done(parse(((Value.Text) nativeValue).value()));
    } catch (DateTimeException e) {
      return Faults.rule(rule, nativeValue);
    }
  }

  /** A pattern may show less than a day's detail, but must not show another day or century. */
  @Override
  Converted writeTyped(Value canonical, Value old) {
    Value text = Value.of(format(canonical));
    boolean kept =
        readTyped(text) instanceof Converted.Done back && fine(lost(canonical, back.value()));
    return kept ? Converted.done(text) : Faults.rule(rule, canonical);
  }

  private boolean fine(Duration lost) {
    return lost.isZero() || (isLossy() && !lost.isNegative() && lost.compareTo(DAY) < 0);
  }

  private static final class Dates extends TimeTextLens {

    Dates(String pattern) {
      super(pattern, TimePattern.of(pattern), ValueKind.DATE);
    }

    @Override
    Value parse(String text) {
      return Value.of(LocalDate.parse(text, formatter));
    }

    @Override
    String format(Value value) {
      return formatter.format(((Value.Date) value).value());
    }

    @Override
    Duration lost(Value value, Value back) {
      return Duration.between(
          ((Value.Date) back).value().atStartOfDay(), ((Value.Date) value).value().atStartOfDay());
    }
  }

  private static final class DateTimes extends TimeTextLens {

    DateTimes(String pattern) {
      super(pattern, TimePattern.of(pattern), ValueKind.DATE_TIME);
    }

    @Override
    public boolean isLossy() {
      return true;
    }

    @Override
    Value parse(String text) {
      return Value.of(LocalDateTime.parse(text, formatter));
    }

    @Override
    String format(Value value) {
      return formatter.format(((Value.DateTime) value).value());
    }

    @Override
    Duration lost(Value value, Value back) {
      return Duration.between(((Value.DateTime) back).value(), ((Value.DateTime) value).value());
    }
  }

  /** Lossy also where the clocks go back, since one text then stands for two instants. */
  private static final class Instants extends TimeTextLens {

    Instants(String pattern, ZoneId zone) {
      super(pattern, TimePattern.of(pattern).withZone(zone), ValueKind.INSTANT);
    }

    @Override
    public boolean isLossy() {
      return true;
    }

    @Override
    Value parse(String text) {
      return Value.of(formatter.parse(text, Instant::from));
    }

    @Override
    String format(Value value) {
      return formatter.format(((Value.Moment) value).value());
    }

    @Override
    Duration lost(Value value, Value back) {
      return Duration.between(((Value.Moment) back).value(), ((Value.Moment) value).value());
    }
  }
}
