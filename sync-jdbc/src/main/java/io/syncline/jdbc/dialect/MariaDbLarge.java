package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import org.jooq.Field;

/** Columns of MariaDB and MySQL that are carried as large objects. */
public final class MariaDbLarge {

  private MariaDbLarge() {}

  /** The text of its {@link io.syncline.model.LargeObject}; null is null. */
  public static Field<String> shown(Column column, Field<?> value) {
    return field(
        "concat(_utf8mb4'sha-256:', convert(sha2({0}, 256) using utf8mb4), _utf8mb4':',"
            + " cast(octet_length({0}) as char character set utf8mb4))",
        String.class, content(column, value));
  }

  static Field<byte[]> content(Column column, Field<?> value) {
    return isText(column)
        ? MariaDbCharacters.bytes(column, value)
        : field("cast({0} as binary)", byte[].class, value);
  }

  static Field<?> ofContent(Column column, Field<?> content) {
    return isText(column) ? field("convert({0} using utf8mb4)", content) : content;
  }

  private static boolean isText(Column column) {
    return column.form() == TextForm.LARGE_TEXT;
  }
}
