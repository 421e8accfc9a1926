package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.schema.Column;
import org.jooq.Field;

/** Texts of MariaDB and MySQL in the one character set that has all characters. */
public final class MariaDbCharacters {

  private MariaDbCharacters() {}

  /**
   * Fixed-width text without the blanks that some settings add. Of blanks alone, some settings
   * leave null.
   */
  public static Field<String> utf8(Column column, Field<?> value) {
    Field<String> converted = text("convert({0} using utf8mb4)", value);
    return column.declared().startsWith("char(")
        ? text("coalesce(trim(trailing _utf8mb4' ' from {0}), left({0}, 0))", converted)
        : converted;
  }

  /** The text of what is none, in the one character set whatever that of the connection. */
  public static Field<String> utf8(Field<?> value) {
    return text("cast({0} as char character set utf8mb4)", value);
  }

  /** The bytes of {@link #utf8(Column, Field)}, by which texts are told apart and ordered. */
  static Field<byte[]> bytes(Column column, Field<?> value) {
    return field("cast({0} as binary)", byte[].class, utf8(column, value));
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
