package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.diff.InformationSchema.Described;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.FieldType;
import java.util.Optional;
import java.util.Set;
import org.jooq.Field;

/**
 * Which types of MariaDB and MySQL are carried. A {@code tinyint(1)} is a boolean to all clients.
 */
final class MariaDbTypes implements InformationSchema.Types {

  /** Collations by bytes of UTF-8 that do not pad; others are close but not it. */
  private static final Set<String> BY_BYTES =
      Set.of("utf8mb4_nopad_bin", "utf8mb3_nopad_bin", "ascii_nopad_bin", "utf8mb4_0900_bin");

  @Override
  public Field<String> declared() {
    return field("column_type", String.class);
  }

  @Override
  public Optional<Column> column(Described described) {
    return form(described)
        .map(
            form ->
                new Column(
                    described.name(),
                    form,
                    type(form, described),
                    "",
                    described.type(),
                    described.nullable(),
                    false,
                    false,
                    described.declared(),
                    described.digits(),
                    plainOrder(form, described)));
  }

  private static Optional<TextForm> form(Described described) {
    boolean unsigned = described.declared().contains("unsigned");
    TextForm form =
        switch (described.type()) {
          case "tinyint" ->
              described.declared().startsWith("tinyint(1)") ? TextForm.BOOLEAN : TextForm.SMALL;
          case "bit" -> described.precision() == 1 ? TextForm.BOOLEAN : null;
          case "smallint", "mediumint", "int", "year" -> TextForm.BIG;
          case "bigint" -> unsigned ? TextForm.DECIMAL : TextForm.BIG;
          case "decimal" -> TextForm.DECIMAL;
          case "float", "double" -> TextForm.REAL;
          case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> TextForm.TEXT;
          case "enum" -> TextForm.SYMBOL;
          case "json" -> TextForm.JSON;
          case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
              TextForm.BINARY;
          case "date" -> TextForm.DATE;
          case "time" -> TextForm.TIME;
          case "datetime" -> TextForm.DATE_TIME;
          case "timestamp" -> TextForm.INSTANT;
          case "uuid" -> TextForm.UUID_TEXT;
          default -> null;
        };
    return Optional.ofNullable(form);
  }

  private static FieldType type(TextForm form, Described described) {
    return StandardTypes.type(form, described);
  }

  private static boolean plainOrder(TextForm form, Described described) {
    return switch (form) {
      case TEXT -> !described.type().equals("char") && BY_BYTES.contains(described.collation());
      case SYMBOL, UUID_TEXT, INSTANT -> false;
      default -> true;
    };
  }
}
