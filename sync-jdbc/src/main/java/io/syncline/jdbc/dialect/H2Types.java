package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.dialect.InformationSchema.Described;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TextForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Which types of H2 are carried. Binaries are read and not written, like what the database
 * computes: it has no function that makes one of a text.
 */
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
                    described.generated() || form == TextForm.BINARY,
                    described.assigned(),
                    described.declared(),
                    described.digits(),
                    form != TextForm.TEXT && form != TextForm.SYMBOL));
  }

  /** Those of constraints too, which only newer versions name beside them. */
  @Override
  public Map<String, List<String>> uniqueIndexes(DSLContext sql, TableName table) {
    Field<String> index = field("index_name", String.class);
    Field<String> column = field("column_name", String.class);
    return sql.select(index, column)
        .from(table("information_schema.index_columns"))
        .where("is_unique")
        .and(condition("table_schema = {0}", val(table.schema().orElseThrow())))
        .and(condition("table_name = {0}", val(table.table())))
        .orderBy(index, field("ordinal_position"))
        .fetchGroups(index, column);
  }

  private static Optional<TextForm> form(String type) {
    TextForm form =
        switch (type) {
          case "BOOLEAN" -> TextForm.BOOLEAN;
          case "TINYINT", "SMALLINT" -> TextForm.SMALL;
          case "INTEGER" -> TextForm.INTEGER;
          case "BIGINT" -> TextForm.BIG;
          case "NUMERIC" -> TextForm.DECIMAL;
          case "REAL" -> TextForm.SINGLE;
          case "DOUBLE PRECISION" -> TextForm.REAL;
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
