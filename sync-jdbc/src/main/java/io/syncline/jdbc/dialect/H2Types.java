package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.dialect.InformationSchema.Described;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.FieldType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Which types of H2 are carried. Binaries are read and not written, like what the database
 * computes: it has no function that makes one of a text.
 */
final class H2Types implements InformationSchema.Types {

  /** The length of a VARCHAR without one: before 2.4, and from then on. */
  private static final Set<Long> UNDECLARED = Set.of(1_048_576L, 1_000_000_000L);

  @Override
  public Field<String> declared() {
    return field("DATA_TYPE", String.class);
  }

  @Override
  public Field<Boolean> generated() {
    return field(
        "(IS_GENERATED = 'ALWAYS' or IDENTITY_GENERATION is not distinct from 'ALWAYS')",
        Boolean.class);
  }

  @Override
  public Field<Boolean> assigned() {
    return field("(COLUMN_DEFAULT is not null or IS_IDENTITY = 'YES')", Boolean.class);
  }

  @Override
  public Field<Boolean> json() {
    return field("(upper(DATA_TYPE) = 'JSON')", Boolean.class);
  }

  /** Types are in lower case where names are. */
  @Override
  public Optional<Column> column(Described described) {
    String typeName = described.type().toUpperCase(Locale.ROOT);
    return form(typeName)
        .map(
            form ->
                new Column(
                    described.name(),
                    form,
                    type(form, described),
                    "",
                    typeName,
                    "",
                    described.nullable(),
                    described.generated() || form == TextForm.BINARY,
                    described.assigned(),
                    described.declared(),
                    described.digits(),
                    form != TextForm.TEXT && form != TextForm.SYMBOL));
  }

  /** A length that nobody declared is the longest that this version of H2 takes. */
  private static FieldType type(TextForm form, Described described) {
    return form == TextForm.TEXT && UNDECLARED.contains(described.length())
        ? FieldType.text()
        : StandardTypes.type(form, described);
  }

  /** Views are where triggers do all that is written to them. */
  @Override
  public boolean writable(DSLContext sql, TableName table) {
    return !sql.fetchExists(
        selectOne()
            .from(table("INFORMATION_SCHEMA.VIEWS"))
            .where(condition("TABLE_SCHEMA = {0}", val(table.schema().orElseThrow())))
            .and(condition("TABLE_NAME = {0}", val(table.table())))
            .and(
                "'NO' in (IS_TRIGGER_UPDATABLE, IS_TRIGGER_DELETABLE, IS_TRIGGER_INSERTABLE_INTO)"));
  }

  /** Those of constraints too, which only newer versions name beside them. */
  @Override
  public Map<String, List<String>> uniqueIndexes(DSLContext sql, TableName table) {
    Field<String> index = field("INDEX_NAME", String.class);
    Field<String> column = field("COLUMN_NAME", String.class);
    return sql.select(index, column)
        .from(table("INFORMATION_SCHEMA.INDEX_COLUMNS"))
        .where("IS_UNIQUE")
        .and(condition("TABLE_SCHEMA = {0}", val(table.schema().orElseThrow())))
        .and(condition("TABLE_NAME = {0}", val(table.table())))
        .orderBy(index, field("ORDINAL_POSITION"))
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
