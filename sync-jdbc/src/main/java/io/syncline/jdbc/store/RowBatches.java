package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * For databases that run in this process, such as SQLite and H2, where a statement per row costs no
 * round trip.
 */
final class RowBatches implements Batches {

  /** Well below SQLite's limit of 32,766 parameters. */
  private static final List<Integer> LIST_LENGTHS = List.of(1, 16, 256, 2048);

  private final StateSql sql;
  private final KeyLists lists;

  RowBatches(StateSql sql) {
    this.sql = sql;
    this.lists = new KeyLists(sql, LIST_LENGTHS);
  }

  @Override
  public void insert(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    run(
        connection,
        sql.render(
            () ->
                sql.dsl()
                    .insertInto(sql.table(table), StateSql.fields(table.columns()))
                    .values(StateSql.parameters(table.columns())),
            "insert",
            table),
        rows,
        0);
  }

  @Override
  public int update(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    Column image = table.rest().get(0);
    String statement =
        sql.render(
            () ->
                sql.dsl()
                    .update(sql.table(table))
                    .set(Map.of(StateSql.field(image), StateSql.parameter(image)))
                    .where(StateSql.matches(table.key())),
            "update",
            table);
    return run(connection, statement, rows, table.key().size());
  }

  @Override
  public void put(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    run(connection, sql.render(() -> upsert(table), "put", table), rows, 0);
  }

  /** H2 has no conflicts to act on, but a statement of its own for this. */
  private Query upsert(StateTable table) {
    List<Field<?>> columns = StateSql.fields(table.columns());
    List<Field<?>> parameters = StateSql.parameters(table.columns());
    Field<Object> rest = StateSql.field(table.rest().get(0));
    return isH2()
        ? sql.dsl()
            .query(
                "merge into {0} ({1}) key ({2}) values ({3})",
                sql.table(table),
                DSL.list(columns),
                DSL.list(StateSql.fields(table.key())),
                DSL.list(parameters))
        : sql.dsl()
            .insertInto(sql.table(table), columns)
            .values(parameters)
            .onConflict(StateSql.fields(table.key()))
            .doUpdate()
            .set(Map.of(rest, DSL.excluded(rest)));
  }

  @Override
  public int delete(Connection connection, StateTable table, List<Object[]> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return 0;
    }
    int columns = keys.get(0).length;
    String statement =
        sql.render(
            () ->
                sql.dsl()
                    .deleteFrom(sql.table(table))
                    .where(StateSql.matches(table.key().subList(0, columns))),
            "delete",
            table,
            columns);
    return run(connection, statement, keys, 0);
  }

  /** Binds each row with its first {@code rotation} columns last, and answers the rows changed. */
  private static int run(Connection connection, String statement, List<Object[]> rows, int rotation)
      throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement batch = connection.prepareStatement(statement)) {
      for (Object[] row : rows) {
        int behind = row.length - rotation;
        Binding.bind(batch, 1, Arrays.copyOfRange(row, rotation, row.length));
        Binding.bind(batch, 1 + behind, Arrays.copyOf(row, rotation));
        batch.addBatch();
      }
      return Arrays.stream(batch.executeBatch()).sum();
    }
  }

  @Override
  public void find(
      Connection connection, StateTable table, int place, List<Object> keys, Visitor visitor)
      throws SQLException {
    if (isH2()) {
      new KeyArrays(sql).find(connection, table, place, keys, visitor);
    } else {
      lists.find(connection, table, place, keys, visitor);
    }
  }

  private boolean isH2() {
    return sql.dsl().dialect() == SQLDialect.H2;
  }
}
