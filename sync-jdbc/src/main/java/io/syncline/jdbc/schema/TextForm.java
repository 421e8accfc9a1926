package io.syncline.jdbc.schema;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** How the values of a column travel: as text, exactly, in both directions. */
public enum TextForm {
  BOOLEAN(ValueKind.BOOLEAN),
  SMALL(ValueKind.INTEGER),
  INTEGER(ValueKind.INTEGER),
  BIG(ValueKind.INTEGER),
  DECIMAL(ValueKind.DECIMAL),
  /** A float of four bytes: the double that is written alike, so that 0.1 is 0.1. */
  SINGLE(ValueKind.DOUBLE),
  REAL(ValueKind.DOUBLE),
  TEXT(ValueKind.TEXT),
  SYMBOL(ValueKind.TEXT),
  JSON(ValueKind.TEXT),
  BINARY(ValueKind.BINARY),
  /** Text that is carried as a {@link io.syncline.model.LargeObject}. */
  LARGE_TEXT(ValueKind.TEXT),
  /** Bytes that are carried as a {@link io.syncline.model.LargeObject}. */
  LARGE_BINARY(ValueKind.TEXT),
  DATE(ValueKind.DATE),
  TIME(ValueKind.TIME),
  DATE_TIME(ValueKind.DATE_TIME),
  INSTANT(ValueKind.INSTANT),
  UUID_TEXT(ValueKind.UUID),
  TEXTS(ValueKind.LIST);

  private final ValueKind kind;

  TextForm(ValueKind kind) {
    this.kind = kind;
  }

  public ValueKind kind() {
    return kind;
  }

  /** Whether it is a whole number. */
  public boolean isWhole() {
    return kind == ValueKind.INTEGER;
  }

  /** Whether its texts stand for contents that travel by themselves. */
  public boolean isLarge() {
    return this == LARGE_TEXT || this == LARGE_BINARY;
  }

  /** Whether its texts can hold what joins or escapes the parts of a key. */
  public boolean isFree() {
    return switch (this) {
      case TEXT, SYMBOL, JSON, TEXTS -> true;
      default -> false;
    };
  }

  /**
   * The value of a text that the database gave, or a host; empty where it has none among our
   * values, such as an infinite date or a decimal NaN.
   */
  public Optional<Value> decode(String text) {
    try {
      return switch (this) {
        case BOOLEAN -> bool(text);
        case SMALL -> Optional.of(Value.of(Short.parseShort(text)));
        case INTEGER -> Optional.of(Value.of(Integer.parseInt(text)));
        case BIG -> Optional.of(Value.of(Long.parseLong(text)));
        case DECIMAL -> Optional.of(Value.of(new BigDecimal(text)));
        case SINGLE -> Optional.of(Value.of(ShortReal.widen(Float.parseFloat(text))));
        case REAL -> Optional.of(Value.of(Double.parseDouble(text)));
        case TEXT, SYMBOL, JSON, LARGE_TEXT, LARGE_BINARY -> Optional.of(Value.of(text));
        case BINARY -> Optional.of(Value.of(HexFormat.of().parseHex(text)));
        case DATE -> CalendarText.dateTime(text).map(each -> Value.of(each.toLocalDate()));
        case TIME -> CalendarText.time(text).map(Value::of);
        case DATE_TIME -> CalendarText.dateTime(text).map(Value::of);
        case INSTANT -> CalendarText.dateTime(text).map(CalendarText::instant).map(Value::of);
        case UUID_TEXT -> Optional.of(Value.of(UUID.fromString(text)));
        case TEXTS -> ArrayText.decode(text);
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Value> bool(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(Value.of(text.equals("true")))
        : Optional.empty();
  }

  /** The text of a value of this form's kind. */
  public String encode(Value value) {
    return switch (this) {
      case BOOLEAN,
          SMALL,
          INTEGER,
          BIG,
          DECIMAL,
          REAL,
          TEXT,
          SYMBOL,
          JSON,
          BINARY,
          LARGE_TEXT,
          LARGE_BINARY,
          UUID_TEXT ->
          value.toString();
      case SINGLE -> single(((Value.Real) value).value());
      case DATE -> CalendarText.of(((Value.Date) value).value());
      case TIME -> ((Value.Time) value).value().toString();
      case DATE_TIME -> CalendarText.of(((Value.DateTime) value).value());
      case INSTANT -> CalendarText.of(((Value.Moment) value).value());
      case TEXTS -> ArrayText.encode((Value.Sequence) value);
    };
  }

  /** The largest float is written as a larger number than it is, which MariaDB refuses. */
  private static String single(double value) {
    boolean shortened = Math.abs(value) > Float.MAX_VALUE && Float.isFinite((float) value);
    return Double.toString(shortened ? (float) value : value);
  }

  /**
   * The one way to write a key part, of the many that databases read; empty: it is no such value.
   */
  public Optional<String> keyPart(String text) {
    return text.indexOf('\0') >= 0 ? Optional.empty() : decode(text).map(this::encode);
  }
}
