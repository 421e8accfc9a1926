package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.field;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.dialect.H2Characters;
import io.syncline.jdbc.dialect.H2Large;
import io.syncline.jdbc.schema.Column;
import org.jooq.Field;

/** The canonical texts of H2's values, all of which Java has too. */
final class H2Text {

  private H2Text() {}

  static Field<String> piece(Column column, DigestField field, Field<?> value) {
    return switch (column.form()) {
      case BOOLEAN -> text("(case when {0} then '1' else '0' end)", value);
      case SMALL, INTEGER, BIG -> text("cast({0} as varchar)", value);
      case DECIMAL -> decimal(column, value);
      case TEXT, SYMBOL -> H2Characters.trimmed(column, value);
      case BINARY -> text("lower(rawtohex({0}))", value);
      case UUID_TEXT -> text("replace(cast({0} as varchar), '-', '')", value);
      case DATE -> text("cast(datediff(day, date '1970-01-01', {0}) as varchar)", value);
      case TIME, DATE_TIME, INSTANT ->
          text("cast({0} as varchar)", Fraction.cut(column, field, micros(value)));
      case LARGE_TEXT, LARGE_BINARY -> H2Large.shown(column, value);
      case SINGLE, REAL, JSON, TEXTS -> throw new UnstableType(column);
    };
  }

  private static Field<String> decimal(Column column, Field<?> value) {
    return column.type().scale().orElse(0) == 0
        ? text("cast({0} as varchar)", value)
        : text("trim(trailing '.' from trim(trailing '0' from cast({0} as varchar)))", value);
  }

  /** The epoch is exact, of the time in UTC, and for a time of day that since midnight. */
  private static Field<?> micros(Field<?> time) {
    return field("floor(extract(epoch from {0}) * 1000000)", time);
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
