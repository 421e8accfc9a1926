package io.syncline.jdbc.dialect;

import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.FieldType;
import io.syncline.model.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which PostgreSQL types are carried, and what their values may be. */
final class PostgreSqlTypes {

  /** What the catalogue adds to the length of a character type, and to a numeric's modifier. */
  private static final int HEADER = 4;

  private static final Map<String, TextForm> FORMS =
      Map.ofEntries(
          Map.entry("bool", TextForm.BOOLEAN),
          Map.entry("int2", TextForm.SMALL),
          Map.entry("int4", TextForm.INTEGER),
          Map.entry("int8", TextForm.BIG),
          Map.entry("numeric", TextForm.DECIMAL),
          Map.entry("float4", TextForm.SINGLE),
          Map.entry("float8", TextForm.REAL),
          Map.entry("text", TextForm.TEXT),
          Map.entry("varchar", TextForm.TEXT),
          Map.entry("bpchar", TextForm.TEXT),
          Map.entry("name", TextForm.TEXT),
          Map.entry("bytea", TextForm.BINARY),
          Map.entry("date", TextForm.DATE),
          Map.entry("time", TextForm.TIME),
          Map.entry("timestamp", TextForm.DATE_TIME),
          Map.entry("timestamptz", TextForm.INSTANT),
          Map.entry("uuid", TextForm.UUID_TEXT),
          Map.entry("json", TextForm.JSON),
          Map.entry("jsonb", TextForm.JSON),
          Map.entry("_text", TextForm.TEXTS),
          Map.entry("_varchar", TextForm.TEXTS));

  private PostgreSqlTypes() {}

  /** Empty for a type that is not carried. */
  static Optional<TextForm> form(String base, List<String> symbols) {
    return symbols.isEmpty() ? Optional.ofNullable(FORMS.get(base)) : Optional.of(TextForm.SYMBOL);
  }

  /**
   * What the column may hold.
   *
   * @param modifier as the catalogue keeps it; -1: none
   */
  static FieldType type(TextForm form, String base, int modifier, List<String> symbols) {
    return switch (form) {
      case BOOLEAN -> FieldType.bool();
      case SMALL, INTEGER, BIG -> FieldType.integer();
      case DECIMAL -> decimal(modifier);
      case SINGLE, REAL -> FieldType.real();
      case TEXT ->
          modifier > HEADER && !base.equals("name")
              ? FieldType.text(modifier - HEADER)
              : FieldType.text();
      case SYMBOL -> FieldType.oneOf(symbols.toArray(String[]::new));
      case JSON, LARGE_TEXT, LARGE_BINARY -> FieldType.text();
      case BINARY -> FieldType.binary();
      case DATE -> FieldType.date();
      case TIME -> FieldType.time();
      case DATE_TIME -> FieldType.dateTime();
      case INSTANT -> FieldType.instant();
      case UUID_TEXT -> FieldType.uuid();
      case TEXTS -> texts();
    };
  }

  /** The digits of a second's fraction; microseconds unless declared. */
  static int digits(TextForm form, int modifier) {
    return switch (form) {
      case TIME, DATE_TIME, INSTANT -> modifier < 0 ? 6 : modifier;
      default -> 0;
    };
  }

  /** The low 11 bits are the scale, with its sign since PostgreSQL 15; the precision is above. */
  private static FieldType decimal(int modifier) {
    if (modifier < HEADER) {
      return FieldType.decimal();
    }
    int precision = ((modifier - HEADER) >> 16) & 0xffff;
    int scale = (((modifier - HEADER) & 0x7ff) ^ 1024) - 1024;
    return scale < 0 || scale > precision
        ? FieldType.decimal()
        : FieldType.decimal(precision, scale);
  }

  private static FieldType texts() {
    return new FieldType(
        ValueKind.LIST,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        Optional.of(FieldType.text()),
        Optional.empty());
  }
}
