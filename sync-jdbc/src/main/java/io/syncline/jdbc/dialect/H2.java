package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.jdbc.schema.TextForm;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** H2, 2.2 and newer. A time limit that the host had set on the connection is lost. */
final class H2 implements Dialect {

  @Override
  public String product() {
    return "H2";
  }

  @Override
  public SQLDialect family() {
    return SQLDialect.H2;
  }

  @Override
  public void prepare(DSLContext sql, int millis) {
    sql.execute("set query_timeout {0}", inline(millis));
  }

  @Override
  public void restore(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set query_timeout 0");
    }
  }

  @Override
  public SqlFailure failure(SQLException e) {
    return SqlStates.failure(e);
  }

  @Override
  public Optional<String> fingerprint(DSLContext sql) {
    return Optional.empty();
  }

  @Override
  public boolean isReplica(DSLContext sql) {
    return false;
  }

  @Override
  public List<TableName> tables(DSLContext sql) {
    return InformationSchema.tables(sql, "information_schema");
  }

  @Override
  public Optional<TableShape> describe(DSLContext sql, TableName name) {
    return InformationSchema.describe(
        sql, name, field("current_schema", String.class), new H2Types());
  }

  @Override
  public List<String> missingRights(DSLContext sql, TableShape table, List<String> wanted) {
    return List.of();
  }

  @Override
  public List<String> missingPollingRights(DSLContext sql) {
    return List.of();
  }

  @Override
  public boolean canOwn(DSLContext sql, TableName table) {
    return true;
  }

  @Override
  public String currentDatabase(DSLContext sql) {
    return sql.select(field("current_catalog", String.class)).fetchSingle().value1();
  }

  @Override
  public String currentSchema(DSLContext sql) {
    return sql.select(field("current_schema", String.class)).fetchSingle().value1();
  }

  @Override
  public Field<String> shown(Column column, Field<?> value) {
    return switch (column.form()) {
      case TEXT, SYMBOL -> H2Characters.trimmed(column, value);
      case BINARY -> text("lower(rawtohex({0}))", value);
      case INSTANT -> text("replace(cast({0} at time zone 'UTC' as varchar), '+00', '')", value);
      default -> text("cast({0} as varchar)", value);
    };
  }

  @Override
  public Field<?> stored(Column column, Field<String> text) {
    return switch (column.form()) {
      case BINARY -> field("hextoraw({0})", text);
      case INSTANT -> field("cast(concat({0}, '+00') as timestamp(9) with time zone)", text);
      case JSON -> field("({0} format json)", text);
      default -> text;
    };
  }

  @Override
  public Field<?> comparable(Column column, Field<String> text) {
    return stored(column, text);
  }

  @Override
  public Condition isKey(Column column, Field<?> value, Field<String> text) {
    return condition("{0} = {1}", value, comparable(column, text));
  }

  @Override
  public Condition same(Column column, Field<?> value, Field<String> text) {
    return condition("{0} is not distinct from {1}", value, comparable(column, text));
  }

  @Override
  public Field<?> ordered(Column column, Field<?> value) {
    return column.form() == TextForm.TEXT || column.form() == TextForm.SYMBOL
        ? field("stringtoutf8({0})", byte[].class, H2Characters.trimmed(column, value))
        : value;
  }

  @Override
  public Field<?> orderedText(Column column, Field<String> text) {
    return column.form() == TextForm.TEXT || column.form() == TextForm.SYMBOL
        ? field("stringtoutf8({0})", byte[].class, text)
        : comparable(column, text);
  }

  @Override
  public Condition behind(List<? extends Field<?>> order, List<? extends Field<?>> last) {
    return SpelledOut.behind(order, last);
  }

  @Override
  public Table<?> rows(String alias, List<String[]> columns) {
    List<Field<?>> arrays = new ArrayList<>();
    List<Name> names = new ArrayList<>();
    for (String[] column : columns) {
      arrays.add(val(column, SQLDataType.CLOB.getArrayDataType()));
      names.add(name("c" + arrays.size()));
    }
    names.add(name("n"));
    return table("unnest({0}) with ordinality", list(arrays))
        .as(name(alias), names.toArray(Name[]::new));
  }

  @Override
  public DataType<String> keyText() {
    return SQLDataType.VARCHAR;
  }

  @Override
  public Field<String> hexadecimal(Field<Long> number) {
    return text("lower(rawtohex(cast({0} as binary(8))))", number);
  }

  @Override
  public Snapshot snapshot(DSLContext sql) {
    return Snapshot.UNNUMBERED;
  }

  @Override
  public OpenTransactions openTransactions(DSLContext sql, Table<?> readable) {
    throw new UnsupportedOperationException();
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
