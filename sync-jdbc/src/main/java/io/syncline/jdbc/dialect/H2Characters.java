package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.schema.Column;
import java.util.stream.Stream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Texts of H2, and the texts that its other values are made of. */
public final class H2Characters {

  /** Characters of the longest VARCHAR. */
  private static final int LONGEST = 1_048_576;

  private H2Characters() {}

  /** Fixed-width text without the blanks that it is filled up with. */
  public static Field<String> trimmed(Column column, Field<?> value) {
    return switch (column.typeName()) {
      case "CHARACTER" -> text("trim(trailing ' ' from {0})", value);
      case "ENUM" -> text("cast({0} as varchar)", value);
      default -> field("{0}", String.class, value);
    };
  }

  /** What texts are sent as: one type that converts to any other, unless one is too long for it. */
  static DataType<String> sentAs(String[] texts) {
    return Stream.of(texts).allMatch(each -> each == null || each.length() <= LONGEST)
        ? SQLDataType.VARCHAR
        : SQLDataType.CLOB;
  }

  /** A date, or a date and time, with a year before the first as H2 writes it: 44 BC is -43. */
  static Field<String> calendar(Field<String> text) {
    return text(
        "case when {0} like '% BC' then concat("
            + "1 - cast(left({0}, locate('-', {0}) - 1) as integer),"
            + " substring({0}, locate('-', {0}), char_length({0}) - locate('-', {0}) - 2))"
            + " else {0} end",
        text);
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
