package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.field;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.dialect.PostgreSqlLarge;
import io.syncline.jdbc.schema.Column;
import org.jooq.Field;

/**
 * The canonical texts of PostgreSQL's values. What has none in Java keeps its own word and so
 * equals only itself: the numeric NaN, {@code Infinity}, the dates and times {@code infinity}; the
 * time 24:00 is its microseconds.
 */
final class PostgreSqlText {

  private PostgreSqlText() {}

  static Field<String> piece(Column column, DigestField field, Field<?> value) {
    return switch (column.form()) {
      case BOOLEAN -> text("(case when {0} then '1' else '0' end)", value);
      case SMALL, INTEGER, BIG, TEXT, SYMBOL -> text("cast({0} as text)", value);
      case DECIMAL -> text("cast(trim_scale({0}) as text)", value);
      case BINARY -> text("encode({0}, 'hex')", value);
      case UUID_TEXT -> text("replace(cast({0} as text), '-', '')", value);
      case DATE ->
          text(
              "(case when isfinite({0}) then cast({0} - date '1970-01-01' as text)"
                  + " else cast({0} as text) end)",
              value);
      case TIME -> text("cast({0} as text)", Fraction.cut(column, field, ofDay(value)));
      case DATE_TIME -> finite(value, Fraction.cut(column, field, since1970(value)));
      case INSTANT ->
          finite(
              value,
              Fraction.cut(column, field, since1970(field("({0} at time zone 'UTC')", value))));
      case LARGE_TEXT, LARGE_BINARY -> PostgreSqlLarge.shown(column, value);
      case SINGLE, REAL, JSON, TEXTS -> throw new UnstableType(column);
    };
  }

  private static Field<?> ofDay(Field<?> time) {
    return field("cast(extract(epoch from {0}) * 1000000 as bigint)", time);
  }

  /** Days and time of day apart: exact before PostgreSQL 14 too, whose epochs were doubles. */
  private static Field<?> since1970(Field<?> time) {
    return field(
        "((cast({0} as date) - date '1970-01-01') * cast(86400000000 as numeric) + {1})",
        time, ofDay(field("cast({0} as time)", time)));
  }

  /** Infinite times have no time of day: they are told apart before. */
  private static Field<String> finite(Field<?> value, Field<?> micros) {
    return text(
        "(case when isfinite({0}) then cast({1} as text) else cast({0} as text) end)",
        value, micros);
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
