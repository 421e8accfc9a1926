package io.syncline.jdbc.apply;

import io.syncline.jdbc.schema.Column;
import io.syncline.model.FieldType;
import io.syncline.model.LargeObject;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Refuses, before it is sent, a value that a column cannot hold whole. What the database alone can
 * tell (checks, ranges of dates) it tells itself. Digits behind a decimal's scale are rounded by
 * the database and show up in what it stored.
 */
final class FieldCheck {

  /** SQLStates, so that a refusal reads the same whoever made it. */
  static final String NOT_NULL = "23502";

  static final String TOO_LONG = "22001";
  static final String OUT_OF_RANGE = "22003";
  static final String BAD_TIME = "22008";
  static final String BAD_TEXT = "22021";
  static final String BAD_FORM = "22P02";
  static final String WRONG_TYPE = "42804";
  static final String UNKNOWN_FIELD = "42703";
  static final String COMPUTED = "428C9";

  private FieldCheck() {}

  /** A value refused. */
  record Fault(String code, String message) {}

  static Optional<Fault> fault(Column column, Value value) {
    if (value.isNull()) {
      return column.nullable()
          ? Optional.empty()
          : Optional.of(new Fault(NOT_NULL, "must be given"));
    }
    if (value.kind() != column.form().kind()) {
      return Optional.of(
          new Fault(WRONG_TYPE, "must be " + column.type() + ", not " + value.kind()));
    }
    return switch (column.form()) {
      case SMALL -> range(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> range(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case DECIMAL -> digits(column.type(), ((Value.Decimal) value).value());
      case TEXT, SYMBOL, JSON -> text(column.type(), ((Value.Text) value).value());
      case TEXTS -> texts((Value.Sequence) value);
      case LARGE_TEXT, LARGE_BINARY -> large(value);
      case INSTANT -> moment(((Value.Moment) value).value());
      default -> Optional.empty();
    };
  }

  private static Optional<Fault> range(Value value, long least, long most) {
    long number = ((Value.Int) value).value();
    return number >= least && number <= most
        ? Optional.empty()
        : Optional.of(
            new Fault(OUT_OF_RANGE, "must be " + least + " to " + most + ": value=" + number));
  }

  /** The database tells its own limits; this one is beyond what can be written down for it. */
  private static Optional<Fault> moment(Instant value) {
    return value.isBefore(LocalDateTime.MIN.toInstant(ZoneOffset.UTC))
            || value.isAfter(LocalDateTime.MAX.toInstant(ZoneOffset.UTC))
        ? Optional.of(new Fault(BAD_TIME, "must be a time of this era: value=" + value))
        : Optional.empty();
  }

  private static Optional<Fault> digits(FieldType type, BigDecimal number) {
    if (type.precision().isEmpty()) {
      return Optional.empty();
    }
    int most = type.precision().getAsInt() - type.scale().orElse(0);
    return number.signum() == 0 || number.precision() - number.scale() <= most
        ? Optional.empty()
        : Optional.of(
            new Fault(
                OUT_OF_RANGE,
                "must have at most "
                    + most
                    + " digits before the point: value="
                    + number.toPlainString()));
  }

  private static Optional<Fault> text(FieldType type, String text) {
    Optional<Fault> bad = characters(text);
    if (bad.isPresent()) {
      return bad;
    }
    int length = text.codePointCount(0, text.length());
    if (type.length().isPresent() && length > type.length().getAsInt()) {
      return Optional.of(
          new Fault(
              TOO_LONG,
              "must be at most " + type.length().getAsInt() + " characters: length=" + length));
    }
    return type.symbols().isEmpty() || type.symbols().contains(text)
        ? Optional.empty()
        : Optional.of(new Fault(BAD_FORM, "must be one of " + type.symbols() + ": value=" + text));
  }

  private static Optional<Fault> texts(Value.Sequence list) {
    for (Value each : list.values()) {
      if (each instanceof Value.Text text) {
        Optional<Fault> bad = characters(text.value());
        if (bad.isPresent()) {
          return bad;
        }
      } else if (!each.isNull()) {
        return Optional.of(new Fault(WRONG_TYPE, "must be a list of text, not of " + each.kind()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> large(Value value) {
    return LargeObject.of(value).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Fault(
                BAD_FORM,
                "must be what stands for a content, sha-256:DIGEST:LENGTH: value=" + value));
  }

  /** PostgreSQL has no NUL in its text; half a surrogate pair is no character at all. */
  private static Optional<Fault> characters(String text) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      return Optional.of(new Fault(BAD_TEXT, "must have no NUL character: at=" + nul));
    }
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? Optional.empty()
        : Optional.of(new Fault(BAD_TEXT, "must have no half of a surrogate pair"));
  }
}
