package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import org.jooq.Field;

/** The type under which PostgreSQL hashes a value, with samples of it for the handshake. */
enum HashType {
  BOOLEAN("boolean", "true", "false"),
  WHOLE("bigint", "-9223372036854775808", "4711"),
  DECIMAL("numeric", "-12345678901234567890.0625", "0.10"),
  REAL("double precision", "-1.5e300", "0.1"),
  TEXT("text", "Grüße, 😀 ", "a|b"),
  JSON("jsonb", "{\"a\": [1.50, null, \"ä\"]}", "[]"),
  BINARY("bytea", "\\x00ff5c", "\\x"),
  DATE("date", "2024-02-29", "1582-10-04"),
  TIME("time", "23:59:59.999999", "00:00:00"),
  DATE_TIME("timestamp", "2024-02-29 12:34:56.789012", "1969-12-31 23:59:59.5"),
  INSTANT("timestamptz", "2024-02-29 12:34:56.789012+00", "1969-12-31 23:59:59.5+00"),
  UUID("uuid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "00000000-0000-0000-0000-00000000000a"),
  TEXTS("text[]", "{a,NULL,\"ü \"}", "{}");

  /** How many samples there are; the one behind them is null. */
  static final int SAMPLES = 2;

  private final String type;
  private final String first;
  private final String second;

  HashType(String type, String first, String second) {
    this.type = type;
    this.first = first;
    this.second = second;
  }

  /**
   * @param records whether values are hashed as they are, not by a text
   */
  static HashType of(Column column, boolean records) {
    HashType found =
        switch (column.form()) {
          case BOOLEAN -> BOOLEAN;
          case SMALL, INTEGER, BIG -> WHOLE;
          case DECIMAL -> DECIMAL;
          case SINGLE, REAL -> REAL;
          case TEXT, SYMBOL, LARGE_TEXT -> TEXT;
          case JSON -> JSON;
          case BINARY, LARGE_BINARY -> BINARY;
          case DATE -> DATE;
          case TIME -> TIME;
          case DATE_TIME -> DATE_TIME;
          case INSTANT -> INSTANT;
          case UUID_TEXT -> UUID;
          case TEXTS -> TEXTS;
        };
    if ((found == JSON && !column.typeName().equals("jsonb")) || (!records && found.hasNoText())) {
      throw new UnstableType(column);
    }
    return found;
  }

  private boolean hasNoText() {
    return this == REAL || this == JSON || this == TEXTS;
  }

  /** In the function's name; times with the precision that the column keeps. */
  String label(Column column) {
    return switch (this) {
      case TIME, DATE_TIME, INSTANT -> type + "(" + column.digits() + ")";
      default -> type.replace(" ", "-");
    };
  }

  Field<?> hashed(Field<?> value) {
    return switch (this) {
      case WHOLE, REAL, DECIMAL -> field("cast({0} as " + type + ")", value);
      case TEXT, TEXTS -> field("(cast({0} as " + type + ") collate \"C\")", value);
      default -> value;
    };
  }

  Field<?> sample(int row) {
    String text = row == 0 ? first : row == 1 ? second : null;
    return field("cast({0} as " + type + ")", val(text));
  }
}
