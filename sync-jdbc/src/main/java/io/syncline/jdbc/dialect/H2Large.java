package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import org.jooq.Field;

/** Columns of H2 that are carried as large objects. */
public final class H2Large {

  private H2Large() {}

  /** The text of its {@link io.syncline.model.LargeObject}; null is null. */
  public static Field<String> shown(Column column, Field<?> value) {
    return field(
        "('sha-256:' || lower(rawtohex(hash('SHA-256', {0}))) || ':' || octet_length({0}))",
        String.class, content(column, value));
  }

  static Field<byte[]> content(Column column, Field<?> value) {
    return isText(column)
        ? field("stringtoutf8({0})", byte[].class, value)
        : field("{0}", byte[].class, value);
  }

  static Field<?> ofContent(Column column, Field<?> content) {
    return isText(column) ? field("utf8tostring({0})", content) : content;
  }

  private static boolean isText(Column column) {
    return column.form() == TextForm.LARGE_TEXT;
  }
}
