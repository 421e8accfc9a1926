package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.val;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.H2Characters;
import io.syncline.jdbc.dialect.SqlFailure;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.model.Value;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;

/**
 * Tables of H2. Its strings are ordered by units of UTF-16, which is not the order of code points,
 * so text is ordered by its bytes. A time limit that the host had set on the connection is lost.
 */
final class H2Tables implements TableDialect {

  private final Dialect dialect;

  H2Tables(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public String product() {
    return dialect.product();
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
  public void restore(Connection connection) throws SQLException {
    dialect.restore(connection);
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
    return switch (column.form()) {
      case TEXT, SYMBOL ->
          field("stringtoutf8({0})", byte[].class, H2Characters.trimmed(column, value));
      default -> value;
    };
  }

  /**
   * Decimals all under one type: a list is compared under that of its first, which may be narrow.
   */
  @Override
  public Field<?> sent(Column column, Value value) {
    String text = column.form().encode(value);
    return switch (column.form()) {
      case TEXT, SYMBOL -> val(text.getBytes(StandardCharsets.UTF_8));
      case BINARY -> val(((Value.Binary) value).value());
      case SMALL, INTEGER, BIG -> val(((Value.Int) value).value());
      case DECIMAL -> field("cast({0} as numeric(2000, 1000))", val(text));
      case DATE -> field("cast({0} as date)", val(text));
      case TIME -> field("cast({0} as time(9))", val(text));
      case DATE_TIME -> field("cast({0} as timestamp(9))", val(text));
      case INSTANT -> field("cast({0} as timestamp(9) with time zone)", val(value.toString()));
      case UUID_TEXT -> field("cast({0} as uuid)", val(text));
      default -> throw new IllegalArgumentException("must be a key part: column=" + column.name());
    };
  }

  @Override
  public Field<String> canonical(Column column, DigestField field, Field<?> value) {
    return text(
        "case when {0} is null then '-' else concat(octet_length({1}), ':', {1}) end",
        value, H2Text.piece(column, field, value));
  }

  @Override
  public Field<Long> sha256(List<Field<String>> texts) {
    return field(
        "cast(substring(hash('SHA-256', stringtoutf8(concat('', {0}))) from 1 for 8) as bigint)",
        Long.class, list(texts));
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
