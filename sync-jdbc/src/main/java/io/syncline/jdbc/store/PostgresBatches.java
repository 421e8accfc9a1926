package io.syncline.jdbc.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One statement and one round trip per batch: each column is bound as an array. That loads as
 * quickly as COPY into a temporary table does, rewrites more quickly, and leaves no tables behind.
 */
final class PostgresBatches implements Batches {

  /** What the batch is called in a statement. */
  private static final String BATCH = "batch";

  private final StateSql sql;

  PostgresBatches(StateSql sql) {
    this.sql = sql;
  }

  @Override
  public void insert(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    run(connection, sql.render(() -> insertion(table), "insert", table), table.columns(), rows);
  }

  private Query insertion(StateTable table) {
    return sql.dsl()
        .insertInto(sql.table(table), StateSql.fields(table.columns()))
        .select(sql.dsl().select(batchFields(table.columns())).from(batch(table.columns())));
  }

  @Override
  public int update(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    Column rest = table.rest().get(0);
    String statement =
        sql.render(
            () ->
                sql.dsl()
                    .update(sql.table(table))
                    .set(Map.of(StateSql.field(rest), batchField(rest)))
                    .from(batch(table.columns()))
                    .where(joined(table, table.key())),
            "update",
            table);
    return run(connection, statement, table.columns(), rows);
  }

  @Override
  public void put(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    Column rest = table.rest().get(0);
    String statement =
        sql.render(
            () ->
                sql.dsl()
                    .insertInto(sql.table(table), StateSql.fields(table.columns()))
                    .select(
                        sql.dsl().select(batchFields(table.columns())).from(batch(table.columns())))
                    .onConflict(StateSql.fields(table.key()))
                    .doUpdate()
                    .set(Map.of(StateSql.field(rest), DSL.excluded(StateSql.field(rest)))),
            "put",
            table);
    run(connection, statement, table.columns(), rows);
  }

  @Override
  public int delete(Connection connection, StateTable table, List<Object[]> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return 0;
    }
    List<Column> columns = table.key().subList(0, keys.get(0).length);
    String statement =
        sql.render(
            () ->
                sql.dsl()
                    .deleteFrom(sql.table(table))
                    .using(batch(columns))
                    .where(joined(table, columns)),
            "delete",
            table,
            columns.size());
    return run(connection, statement, columns, keys);
  }

  private static int run(
      Connection connection, String statement, List<Column> columns, List<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement batch = connection.prepareStatement(statement)) {
      List<Array> arrays = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        int at = i;
        Array array = array(connection, columns.get(i), rows.stream().map(row -> row[at]).toList());
        arrays.add(array);
        batch.setArray(i + 1, array);
      }
      int changed = batch.executeUpdate();
      for (Array array : arrays) {
        array.free();
      }
      return changed;
    }
  }

  @Override
  public void find(
      Connection connection, StateTable table, int place, List<Object> keys, Visitor visitor)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    Column second = table.key().get(1);
    String statement =
        sql.render(
            () ->
                sql.dsl()
                    .select(StateSql.fields(StateSql.columnsBehindPlace(table)))
                    .from(sql.table(table))
                    .where(StateSql.matches(table.key().subList(0, 1)))
                    .and(DSL.condition("{0} = any({1})", StateSql.field(second), arrayOf(second))),
            "find",
            table);
    try (PreparedStatement query = connection.prepareStatement(statement)) {
      query.setInt(1, place);
      query.setArray(2, array(connection, second, keys));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          visitor.visit(rows);
        }
      }
    }
  }

  private static Array array(Connection connection, Column column, List<Object> values)
      throws SQLException {
    Object[] elements =
        switch (column.kind()) {
          case INT -> values.toArray(new Integer[0]);
          case LONG -> values.toArray(new Long[0]);
          case BYTES -> values.toArray(new byte[0][]);
          case TEXT -> values.toArray(new String[0]);
        };
    return connection.createArrayOf(column.kind().element, elements);
  }

  /** The arrays side by side, as a table. */
  private static Table<Record> batch(List<Column> columns) {
    Field<?>[] arrays = columns.stream().map(PostgresBatches::arrayOf).toArray(Field<?>[]::new);
    String[] names = columns.stream().map(Column::name).toArray(String[]::new);
    String template =
        switch (arrays.length) {
          case 1 -> "unnest({0})";
          case 2 -> "unnest({0}, {1})";
          case 3 -> "unnest({0}, {1}, {2})";
          default -> "unnest({0}, {1}, {2}, {3})";
        };
    return DSL.table(template, (Object[]) arrays).as(BATCH, names);
  }

  private static Field<?> arrayOf(Column column) {
    return DSL.param(column.name(), column.type().getArrayDataType());
  }

  @SuppressWarnings("unchecked") // the array's elements are of the column's type
  private static Field<Object> batchField(Column column) {
    return (Field<Object>) DSL.field(DSL.name(BATCH, column.name()), column.type());
  }

  private static List<Field<?>> batchFields(List<Column> columns) {
    List<Field<?>> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(batchField(column)));
    return fields;
  }

  private Condition joined(StateTable table, List<Column> columns) {
    return DSL.and(
        columns.stream()
            .map(
                column ->
                    DSL.field(
                            sql.table(table).getQualifiedName().append(column.name()), Object.class)
                        .eq(batchField(column)))
            .toList());
  }
}
