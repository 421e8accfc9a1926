package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.collation;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.model.Value;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;

/** Tables of PostgreSQL. What its adapter's dialect knows is asked of that. */
final class PostgreSqlTables implements TableDialect {

  private final Dialect dialect;
  private final int major;
  private final boolean utf8;

  private PostgreSqlTables(Dialect dialect, int major, boolean utf8) {
    this.dialect = dialect;
    this.major = major;
    this.utf8 = utf8;
  }

  static PostgreSqlTables of(Dialect dialect, int major, DSLContext sql) {
    String encoding =
        sql.select(field("current_setting('server_encoding')", String.class))
            .fetchSingle()
            .value1();
    return new PostgreSqlTables(dialect, major, encoding.equals("UTF8"));
  }

  @Override
  public String product() {
    return "PostgreSQL";
  }

  @Override
  public SQLDialect family() {
    return dialect.family();
  }

  @Override
  public void prepare(DSLContext sql, int millis) {
    dialect.prepare(sql, millis);
  }

  @Override
  public SqlFailure failure(SQLException e) {
    return dialect.failure(e);
  }

  @Override
  public Optional<TableShape> describe(DSLContext sql, TableName name) {
    return dialect.describe(sql, name);
  }

  @Override
  public Field<String> shown(Column column, Field<?> value) {
    return dialect.shown(column, value);
  }

  @Override
  public Field<?> ordered(Column column, Field<?> value) {
    if (!isText(column) || column.plainOrder()) {
      return value;
    }
    return utf8
        ? field("(cast({0} as text) collate {1})", String.class, value, collation(name("C")))
        : bytes(text(value));
  }

  @Override
  public Field<?> sent(Column column, Value value) {
    Field<String> text = val(column.form().encode(value));
    if (!isText(column)) {
      return dialect.stored(column, text);
    }
    return utf8 || column.plainOrder() ? text(text) : bytes(text(text));
  }

  private static boolean isText(Column column) {
    return switch (column.form()) {
      case TEXT, SYMBOL -> true;
      default -> false;
    };
  }

  private static Field<String> text(Field<?> value) {
    return field("cast({0} as text)", String.class, value);
  }

  private static Field<byte[]> bytes(Field<String> text) {
    return field("convert_to({0}, 'UTF8')", byte[].class, text);
  }

  @Override
  public Condition atLeast(List<Field<?>> key, List<Field<?>> least) {
    return condition("({0}) >= ({1})", list(key), list(least));
  }

  @Override
  public Condition below(List<Field<?>> key, List<Field<?>> bound) {
    return condition("({0}) < ({1})", list(key), list(bound));
  }

  @Override
  public Field<String> canonical(Column column, DigestField field, Field<?> value) {
    Field<String> piece = PostgreSqlText.piece(column, field, value);
    String length =
        !isText(column)
            ? "length({1})"
            : utf8 ? "octet_length({1})" : "octet_length(convert_to({1}, 'UTF8'))";
    return field(
        "case when {0} is null then '-' else concat(" + length + ", ':', {1}) end",
        String.class,
        value,
        piece);
  }

  @Override
  public Field<Long> sha256(List<Field<String>> texts) {
    return field(
        "cast(cast(('x' || encode(substr(sha256(convert_to(concat({0}), 'UTF8')), 1, 8), 'hex')) as"
            + " bit(64)) as bigint)",
        Long.class, list(texts));
  }

  @Override
  public Optional<RowDigester> own(DSLContext sql, List<Column> columns) {
    return Optional.of(RecordHash.of(sql, major, columns, this));
  }
}
