package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The changes of kind that keep the value; all others are faults. */
final class KindChange {

  private KindChange() {}

  static Converted to(ValueKind kind, Value value) {
    if (value.kind() == kind || value.isNull()) {
      return Converted.done(value);
    }
    try {
      return switch (kind) {
        case BOOLEAN -> toBoolean(value);
        case INTEGER -> toDecimal(value).then(KindChange::toInteger);
        case DECIMAL -> toDecimal(value);
        case DOUBLE -> toDecimal(value).then(KindChange::toDouble);
        case TEXT -> toText(value);
        case DATE -> toDate(value);
        case TIME ->
            value instanceof Value.Text text
                ? Converted.done(Value.of(LocalTime.parse(text.value())))
                : Faults.kind("TIME", value);
        case DATE_TIME -> toDateTime(value);
        case INSTANT -> toInstant(value);
        case UUID -> toUuid(value);
        case LIST, SET ->
            Elements.hasThem(value)
                ? Elements.collect(kind, Elements.of(value), Converted::done)
                : Faults.kind(kind.toString(), value);
        case NULL, BINARY, STRUCT, LIFE -> Faults.kind(kind.toString(), value);
      };
    } catch (DateTimeException e) {
      return Faults.rule("must be ISO text of " + kind, value);
    }
  }

  private static Converted toBoolean(Value value) {
    return switch (value.toString()) {
      case "1", "true" -> Converted.done(Value.of(true));
      case "0", "false" -> Converted.done(Value.of(false));
      default -> Faults.rule("must be BOOLEAN, true, false, 1 or 0", value);
    };
  }

  private static Converted toDecimal(Value value) {
    return switch (value.kind()) {
      case BOOLEAN -> decimal(((Value.Bool) value).value() ? BigDecimal.ONE : BigDecimal.ZERO);
      case INTEGER -> decimal(BigDecimal.valueOf(((Value.Int) value).value()));
      case DECIMAL -> Converted.done(value);
      case DOUBLE -> {
        double number = ((Value.Real) value).value();
        yield Double.isFinite(number)
            ? decimal(BigDecimal.valueOf(number))
            : Faults.rule("must be a finite number", value);
      }
      case TEXT -> {
        String text = ((Value.Text) value).value();
        yield Numerals.isPlain(text)
            ? decimal(new BigDecimal(text))
            : Faults.rule("must be a number such as -12.50", value);
      }
      default -> Faults.kind("a number", value);
    };
  }

  private static Converted decimal(BigDecimal number) {
    return Converted.done(Value.of(number));
  }

  private static Converted toInteger(Value value) {
    BigDecimal number = ((Value.Decimal) value).value();
    if (number.scale() > 0) {
      return Faults.rule("must be a whole number", value);
    }
    return number.precision() - number.scale() > 19 || number.toBigInteger().bitLength() > 63
        ? Faults.rule("must be a number of 64 bits", value)
        : Converted.done(Value.of(number.longValue()));
  }

  private static Converted toDouble(Value value) {
    BigDecimal number = ((Value.Decimal) value).value();
    double nearest = number.doubleValue();
    return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0
        ? Converted.done(Value.of(nearest))
        : Faults.rule("must be a number that DOUBLE holds exactly", value);
  }

  private static Converted toText(Value value) {
    return switch (value.kind()) {
      case BOOLEAN, INTEGER, DECIMAL, DOUBLE, DATE, TIME, DATE_TIME, INSTANT, UUID ->
          Converted.done(Value.of(value.toString()));
      default -> Faults.kind("TEXT", value);
    };
  }

  /** A date and time at midnight is how some databases deliver a date. */
  private static Converted toDate(Value value) {
    if (value instanceof Value.Text text) {
      return Converted.done(Value.of(LocalDate.parse(text.value())));
    }
    return value instanceof Value.DateTime time
            && time.value().toLocalTime().equals(LocalTime.MIDNIGHT)
        ? Converted.done(Value.of(time.value().toLocalDate()))
        : Faults.kind("DATE", value);
  }

  private static Converted toDateTime(Value value) {
    if (value instanceof Value.Text text) {
      return Converted.done(Value.of(LocalDateTime.parse(text.value())));
    }
    return value instanceof Value.Date date
        ? Converted.done(Value.of(date.value().atStartOfDay()))
        : Faults.kind("DATE_TIME", value);
  }

  private static Converted toInstant(Value value) {
    if (value instanceof Value.Text text) {
      return Converted.done(Value.of(OffsetDateTime.parse(text.value()).toInstant()));
    }
    return value.kind() == ValueKind.DATE_TIME
        ? Faults.rule("must be INSTANT, not DATE_TIME; the lens zone(...) names its zone", value)
        : Faults.kind("INSTANT", value);
  }

  /** The JDK reads shorter groups too; only the full form is a UUID to everybody else. */
  private static Converted toUuid(Value value) {
    if (!(value instanceof Value.Text text)) {
      return Faults.kind("UUID", value);
    }
    try {
      UUID uuid = UUID.fromString(text.value());
      if (uuid.toString().equalsIgnoreCase(text.value())) {
        return Converted.done(Value.of(uuid));
      }
    } catch (IllegalArgumentException e) {
      // The fault below says it.
    }
    return Faults.rule("must be a UUID of 36 characters", value);
  }
}
