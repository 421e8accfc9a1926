package io.syncline.jdbc.diff;

import static io.syncline.jdbc.dialect.MariaDbCharacters.utf8;
import static org.jooq.impl.DSL.field;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.dialect.MariaDbLarge;
import io.syncline.jdbc.schema.Column;
import org.jooq.Field;

/**
 * The canonical texts of MariaDB's and MySQL's values. What has none in Java keeps a word of its
 * own and so equals only itself: a zero date is {@code none}, a negative time has a sign, a {@code
 * tinyint(1)} other than 0 and 1 is its number.
 */
final class MariaDbText {

  private MariaDbText() {}

  static Field<String> piece(Column column, DigestField field, Field<?> value) {
    return switch (column.form()) {
      case BOOLEAN, SMALL, INTEGER, BIG -> utf8(field("({0} + 0)", value));
      case DECIMAL -> decimal(column, value);
      case TEXT, SYMBOL -> utf8(column, value);
      case BINARY -> utf8(field("lower(hex({0}))", value));
      case UUID_TEXT -> utf8(field("lower(hex(cast({0} as binary(16))))", value));
      case DATE -> orNone(field("(to_days({0}) - 719528)", value));
      case TIME ->
          text(
              "(case when {0} < cast('00:00:00' as time) then concat(_utf8mb4'-', {1}) else {2} end)",
              value, utf8(value), utf8(Fraction.cut(column, field, ofDay(value))));
      case DATE_TIME -> orNone(Fraction.cut(column, field, since1970(value)));
      case INSTANT -> orNone(Fraction.cut(column, field, instant(value)));
      case LARGE_TEXT, LARGE_BINARY -> MariaDbLarge.shown(column, value);
      case SINGLE, REAL, JSON, TEXTS -> throw new UnstableType(column);
    };
  }

  private static Field<String> decimal(Column column, Field<?> value) {
    return column.type().scale().orElse(0) == 0
        ? utf8(value)
        : text("trim(trailing _utf8mb4'.' from trim(trailing _utf8mb4'0' from {0}))", utf8(value));
  }

  private static Field<?> ofDay(Field<?> time) {
    return field("(cast(floor(time_to_sec({0})) as signed) * 1000000 + microsecond({0}))", time);
  }

  private static Field<?> since1970(Field<?> time) {
    return field("timestampdiff(microsecond, cast('1970-01-01' as datetime), {0})", time);
  }

  /** No time stamp is 1970 itself: that is how a zero one shows. */
  private static Field<?> instant(Field<?> time) {
    return field("cast(nullif(unix_timestamp({0}), 0) * 1000000 as signed)", time);
  }

  private static Field<String> orNone(Field<?> number) {
    return text("coalesce({0}, _utf8mb4'none')", utf8(number));
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
