package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.dialect.InformationSchema.Described;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import java.util.Optional;
import org.jooq.Field;

/** Which types of H2 are carried. */
final class H2Types implements InformationSchema.Types {

  @Override
  public Field<String> declared() {
    return field("data_type", String.class);
  }

  @Override
  public Field<Boolean> generated() {
    return field(
        "(is_generated = 'ALWAYS' or coalesce(identity_generation, '') = 'ALWAYS')", Boolean.class);
  }

  @Override
  public Field<Boolean> assigned() {
    return field("(column_default is not null or is_identity = 'YES')", Boolean.class);
  }

  @Override
  public Field<Boolean> json() {
    return field("(data_type = 'JSON')", Boolean.class);
  }

  @Override
  public Optional<Column> column(Described described) {
    return form(described.type())
        .map(
            form ->
                new Column(
                    described.name(),
                    form,
                    StandardTypes.type(form, described),
                    "",
                    described.type(),
                    "",
                    described.nullable(),
                    described.generated(),
                    described.assigned(),
                    described.declared(),
                    described.digits(),
                    form != TextForm.TEXT && form != TextForm.SYMBOL));
  }

  private static Optional<TextForm> form(String type) {
    TextForm form =
        switch (type) {
          case "BOOLEAN" -> TextForm.BOOLEAN;
          case "TINYINT", "SMALLINT" -> TextForm.SMALL;
          case "INTEGER" -> TextForm.INTEGER;
          case "BIGINT" -> TextForm.BIG;
          case "NUMERIC" -> TextForm.DECIMAL;
          case "REAL", "DOUBLE PRECISION" -> TextForm.REAL;
          case "CHARACTER", "CHARACTER VARYING", "VARCHAR_IGNORECASE", "CHARACTER LARGE OBJECT" ->
              TextForm.TEXT;
          case "ENUM" -> TextForm.SYMBOL;
          case "JSON" -> TextForm.JSON;
          case "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT" -> TextForm.BINARY;
          case "DATE" -> TextForm.DATE;
          case "TIME" -> TextForm.TIME;
          case "TIMESTAMP" -> TextForm.DATE_TIME;
          case "TIMESTAMP WITH TIME ZONE" -> TextForm.INSTANT;
          case "UUID" -> TextForm.UUID_TEXT;
          default -> null;
        };
    return Optional.ofNullable(form);
  }
}
