package com.example.filedrop.record;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Values as text: numbers with a decimal mark, dates in a form, all else as ISO or Java writes it.
 *
 * @param decimalMark stands before the fraction
 * @param dates the form of dates
 */
public record ValueText(char decimalMark, DateTimeFormatter dates) {

  /** A point, and {@code 2024-02-29}. */
  public static final ValueText ISO = new ValueText('.', form("uuuu-MM-dd"));

  /**
   * The form of a pattern.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The value of a type; empty where the text is not in its form. */
  public Optional<Value> parse(FieldType type, String text) {
    try {
      return switch (type.kind()) {
        case TEXT -> Optional.of(Value.of(text));
        case BOOLEAN ->
            text.matches("true|false")
                ? Optional.of(Value.of(Boolean.parseBoolean(text)))
                : Optional.empty();
        case INTEGER -> Optional.of(Value.of(Long.parseLong(text)));
        case DECIMAL -> plain(text).map(BigDecimal::new).map(Value::of);
        case DOUBLE -> plain(text).map(Double::parseDouble).map(Value::of);
        case BINARY -> Optional.of(Value.of(Base64.getDecoder().decode(text)));
        case DATE -> Optional.of(Value.of(LocalDate.parse(text, dates)));
        case TIME -> Optional.of(Value.of(LocalTime.parse(text)));
        case DATE_TIME -> Optional.of(Value.of(LocalDateTime.parse(text)));
        case INSTANT -> Optional.of(Value.of(Instant.parse(text)));
        case UUID -> Optional.of(Value.of(UUID.fromString(text)));
        case NULL, LIST, SET, STRUCT, LIFE -> Optional.empty();
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A number with a point; empty where a point is no decimal mark and there is one. */
  private Optional<String> plain(String text) {
    return decimalMark != '.' && text.indexOf('.') >= 0
        ? Optional.empty()
        : Optional.of(text.replace(decimalMark, '.'));
  }

  /** The text of a value; empty where the form cannot give back just this value. */
  public Optional<String> print(FieldType type, Value value) {
    return printed(value).filter(text -> parse(type, text).equals(Optional.of(value)));
  }

  private Optional<String> printed(Value value) {
    return switch (value.kind()) {
      case BINARY ->
          Optional.of(Base64.getEncoder().encodeToString(((Value.Binary) value).value()));
      case DATE -> date(((Value.Date) value).value());
      case DECIMAL, DOUBLE -> Optional.of(value.toString().replace('.', decimalMark));
      case NULL, LIST, SET, STRUCT, LIFE -> Optional.empty();
      case TEXT, BOOLEAN, INTEGER, TIME, DATE_TIME, INSTANT, UUID -> Optional.of(value.toString());
    };
  }

  private Optional<String> date(LocalDate date) {
    try {
      return Optional.of(dates.format(date));
    } catch (DateTimeException e) {
      return Optional.empty(); // the form has no place for it
    }
  }
}
