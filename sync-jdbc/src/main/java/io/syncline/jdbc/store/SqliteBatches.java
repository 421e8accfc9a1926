package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * SQLite runs in this process, so a statement per row costs no round trip; look-ups go by lists of
 * fixed lengths, well below its limit of 32,766 parameters, so that few statements are ever made.
 */
final class SqliteBatches implements Batches {

  private static final int[] LIST_LENGTHS = {1, 16, 256, 2048};

  private final StateSql sql;

  SqliteBatches(StateSql sql) {
    this.sql = sql;
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
    Column rest = table.rest().get(0);
    String statement =
        sql.render(
            () ->
                sql.dsl()
                    .insertInto(sql.table(table), StateSql.fields(table.columns()))
                    .values(StateSql.parameters(table.columns()))
                    .onConflict(StateSql.fields(table.key()))
                    .doUpdate()
                    .set(Map.of(StateSql.field(rest), DSL.excluded(StateSql.field(rest)))),
            "put",
            table);
    run(connection, statement, rows, 0);
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
    for (int from = 0; from < keys.size(); ) {
      int length = lengthFor(keys.size() - from);
      int to = Math.min(from + length, keys.size());
      findChunk(connection, table, place, keys.subList(from, to), length, visitor);
      from = to;
    }
  }

  private static int lengthFor(int rest) {
    for (int length : LIST_LENGTHS) {
      if (rest <= length) {
        return length;
      }
    }
    return LIST_LENGTHS[LIST_LENGTHS.length - 1];
  }

  private void findChunk(
      Connection connection,
      StateTable table,
      int place,
      List<Object> keys,
      int length,
      Visitor visitor)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(finder(table, length))) {
      query.setInt(1, place);
      for (int i = 0; i < length; i++) {
        Binding.bind(query, 2 + i, keys.get(Math.min(i, keys.size() - 1)));
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          visitor.visit(rows);
        }
      }
    }
  }

  private String finder(StateTable table, int length) {
    Column second = table.key().get(1);
    return sql.render(
        () -> {
          Field<?>[] list = new Field<?>[length];
          Arrays.setAll(list, i -> StateSql.parameter(second));
          return sql.dsl()
              .select(StateSql.fields(StateSql.columnsBehindPlace(table)))
              .from(sql.table(table))
              .where(StateSql.matches(table.key().subList(0, 1)))
              .and(StateSql.field(second).in(list));
        },
        "find",
        table,
        length);
  }
}
