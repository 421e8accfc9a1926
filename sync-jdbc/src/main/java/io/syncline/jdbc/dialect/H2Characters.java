package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.schema.Column;
import org.jooq.Field;

/** Texts of H2. */
public final class H2Characters {

  private H2Characters() {}

  /** Fixed-width text without the blanks that it is filled up with. */
  public static Field<String> trimmed(Column column, Field<?> value) {
    return switch (column.typeName()) {
      case "CHARACTER" -> text("trim(trailing ' ' from {0})", value);
      case "ENUM" -> text("cast({0} as varchar)", value);
      default -> field("{0}", String.class, value);
    };
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
