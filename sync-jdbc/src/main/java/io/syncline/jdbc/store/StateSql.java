package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The statements on state tables in one dialect, rendered once each by jOOQ and then run as plain
 * prepared statements. Thread-safe.
 */
final class StateSql {

  private final DSLContext dsl;
  private final Optional<String> schema;
  private final Map<List<Object>, String> rendered = new ConcurrentHashMap<>();

  StateSql(SQLDialect dialect, Optional<String> schema) {
    this.dsl = DSL.using(dialect);
    this.schema = schema;
  }

  DSLContext dsl() {
    return dsl;
  }

  Optional<String> schema() {
    return schema;
  }

  /** Whether there is such a table in the store's schema, or file. */
  boolean hasTable(Connection connection, String name) throws SQLException {
    Query query =
        schema
            .map(
                own ->
                    DSL.selectOne()
                        .from("information_schema.tables")
                        .where(DSL.condition("table_schema = {0}", DSL.val(own)))
                        .and(DSL.condition("table_name = {0}", DSL.val(name))))
            .orElseGet(
                () ->
                    DSL.selectOne()
                        .from("sqlite_schema")
                        .where(DSL.condition("name = {0}", DSL.val(name))));
    return isTrue(connection, query);
  }

  /** Whether {@code question} answers a row whose first column is true, or a number but 0. */
  boolean isTrue(Connection connection, Query question) throws SQLException {
    try (PreparedStatement statement = prepare(connection, question);
        ResultSet answer = statement.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** How many rows were changed, or 0. */
  int run(Connection connection, Query query) throws SQLException {
    try (PreparedStatement statement = prepare(connection, query)) {
      return statement.execute() ? 0 : statement.getUpdateCount();
    }
  }

  private PreparedStatement prepare(Connection connection, Query query) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(dsl.render(query));
    try {
      Binding.bind(statement, 1, dsl.extractBindValues(query).toArray());
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** Renders {@code query} unless it was rendered before under this name. */
  String render(Supplier<Query> query, Object... name) {
    List<Object> key = List.of(name);
    String known = rendered.get(key);
    return known != null ? known : rendered.computeIfAbsent(key, any -> dsl.render(query.get()));
  }

  Table<Record> table(StateTable table) {
    return DSL.table(
        schema
            .map(name -> DSL.name(name, table.sqlName()))
            .orElseGet(() -> DSL.name(table.sqlName())));
  }

  @SuppressWarnings("unchecked") // what is bound is of the column's type, see Binding
  static Field<Object> field(Column column) {
    return (Field<Object>) DSL.field(DSL.name(column.name()), column.type());
  }

  static List<Field<?>> fields(List<Column> columns) {
    List<Field<?>> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(field(column)));
    return fields;
  }

  /** A place to bind a value of the column to. */
  static Field<Object> parameter(Column column) {
    return DSL.param(column.name(), field(column));
  }

  static List<Field<?>> parameters(List<Column> columns) {
    List<Field<?>> parameters = new ArrayList<>();
    columns.forEach(column -> parameters.add(parameter(column)));
    return parameters;
  }

  /** Each column equals its parameter. */
  static Condition matches(List<Column> columns) {
    return DSL.and(columns.stream().map(each -> field(each).eq(parameter(each))).toList());
  }

  /** Rows of one place from a second key on, in its order: place, second key, limit. */
  String page(StateTable table) {
    return page(table, columnsBehindPlace(table), "page");
  }

  /** The same, but only the second keys. */
  String pageOfKeys(StateTable table) {
    return page(table, table.key().subList(1, 2), "keys");
  }

  private String page(StateTable table, List<Column> columns, String name) {
    Column second = table.key().get(1);
    return render(
        () ->
            dsl.select(fields(columns))
                .from(table(table))
                .where(matches(table.key().subList(0, 1)))
                .and(field(second).ge(parameter(second)))
                .orderBy(field(second))
                .limit(DSL.param("limit", Integer.class)),
        name,
        table);
  }

  /**
   * Rows of one place behind a second and third key, in their order: place, second key once more,
   * both keys, limit. The second key by itself is what every database finds the first row by.
   */
  String pageBehind(StateTable table) {
    Column second = table.key().get(1);
    Column third = table.key().get(2);
    return render(
        () ->
            dsl.select(fields(columnsBehindPlace(table)))
                .from(table(table))
                .where(matches(table.key().subList(0, 1)))
                .and(field(second).ge(parameter(second)))
                .and(
                    DSL.row(field(second), field(third))
                        .gt(DSL.row(parameter(second), parameter(third))))
                .orderBy(field(second), field(third))
                .limit(DSL.param("limit", Integer.class)),
        "behind",
        table);
  }

  /** All rows whose key begins so, in the order of the key: the columns behind that beginning. */
  String list(StateTable table, int keyColumns) {
    return render(
        () ->
            dsl.select(fields(table.columns().subList(keyColumns, table.columns().size())))
                .from(table(table))
                .where(matches(table.key().subList(0, keyColumns)))
                .orderBy(fields(table.key())),
        "list",
        table,
        keyColumns);
  }

  /** How many rows one place has. */
  String count(StateTable table) {
    return render(
        () -> dsl.selectCount().from(table(table)).where(matches(table.key().subList(0, 1))),
        "count",
        table);
  }

  static List<Column> columnsBehindPlace(StateTable table) {
    return table.columns().subList(1, table.columns().size());
  }
}
