package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import org.jooq.Field;
import org.jooq.Name;

/** Columns of PostgreSQL that are carried as large objects. */
public final class PostgreSqlLarge {

  private PostgreSqlLarge() {}

  /** The text of its {@link io.syncline.model.LargeObject}; null is null. */
  public static Field<String> shown(Column column, Field<?> value) {
    return field(
        "('sha-256:' || encode(sha256({0}), 'hex') || ':' || octet_length({0}))",
        String.class, content(column, value));
  }

  static Field<byte[]> content(Column column, Field<?> value) {
    return isText(column)
        ? field("convert_to(cast({0} as text), 'UTF8')", byte[].class, value)
        : field("cast({0} as bytea)", byte[].class, value);
  }

  static Field<?> ofContent(Column column, Field<?> content) {
    return isText(column)
        ? field("cast(convert_from(cast({0} as bytea), 'UTF8') as {1})", content, type(column))
        : field("cast({0} as {1})", content, type(column));
  }

  private static Name type(Column column) {
    return name(column.typeSchema(), column.typeName());
  }

  private static boolean isText(Column column) {
    return column.form() == TextForm.LARGE_TEXT;
  }
}
