package io.syncline.jdbc.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.DeleteConditionStep;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Statements of many rows, as large as a server's packets surely are. Their numbers of rows are a
 * few fixed ones, so that few statements are ever made.
 *
 * <p>How many rows were changed means one thing or another by a setting of the driver (rows found,
 * or rows that became different), and a third after an upsert. So where it matters they are counted
 * first, which nobody else changes in between.
 */
final class MariaDbBatches implements Batches {

  private static final List<Integer> ROWS = List.of(512, 64, 8, 1);

  /** Shorter than what the server turns into a join of a temporary table. */
  private static final List<Integer> LIST_LENGTHS = List.of(1, 16, 256, 768);

  /** A quarter of the least packet that a server comes with, since text may double its bytes. */
  private static final int BYTES = 256 * 1024;

  private static final int BYTES_OF_NUMBER = 8;

  private final StateSql sql;
  private final KeyLists lists;

  MariaDbBatches(StateSql sql) {
    this.sql = sql;
    this.lists = new KeyLists(sql, LIST_LENGTHS);
  }

  @Override
  public void insert(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    run(
        connection,
        rows,
        count -> sql.render(() -> insertion(table, count), "insert", table, count));
  }

  private InsertValuesStepN<Record> insertion(StateTable table, int count) {
    InsertValuesStepN<Record> insertion =
        sql.dsl().insertInto(sql.table(table)).columns(StateSql.fields(table.columns()));
    for (int i = 0; i < count; i++) {
      insertion = insertion.values(StateSql.parameters(table.columns()));
    }
    return insertion;
  }

  @Override
  public int update(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    int found = count(connection, table, rows);
    if (found == rows.size()) {
      put(connection, table, rows);
    }
    return found;
  }

  @Override
  public void put(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    Column rest = table.rest().get(0);
    run(
        connection,
        rows,
        count ->
            sql.render(
                () ->
                    insertion(table, count)
                        .onDuplicateKeyUpdate()
                        .set(Map.of(StateSql.field(rest), written(rest))),
                "put",
                table,
                count));
  }

  /** What the insert would have put into the column. */
  private static Field<Object> written(Column column) {
    return DSL.field("values({0})", Object.class, DSL.name(column.name()));
  }

  @Override
  public void find(
      Connection connection, StateTable table, int place, List<Object> keys, Visitor visitor)
      throws SQLException {
    lists.find(connection, table, place, keys, visitor);
  }

  @Override
  public int delete(Connection connection, StateTable table, List<Object[]> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return 0;
    }
    List<Column> columns = table.key().subList(0, keys.get(0).length);
    return run(
        connection,
        keys,
        count ->
            sql.render(() -> deletion(table, columns, count), "delete", table, columns, count));
  }

  private DeleteConditionStep<?> deletion(StateTable table, List<Column> columns, int count) {
    return sql.dsl().deleteFrom(sql.table(table)).where(any(columns, count));
  }

  /** One of {@code count} keys: the server searches each of them. */
  private static Condition any(List<Column> columns, int count) {
    return DSL.or(Collections.nCopies(count, StateSql.matches(columns)));
  }

  /** How many of the rows are there, by their keys. */
  private int count(Connection connection, StateTable table, List<Object[]> rows)
      throws SQLException {
    int keys = table.key().size();
    int found = 0;
    for (int from = 0; from < rows.size(); ) {
      int count = rowsFrom(rows, from);
      try (PreparedStatement query = connection.prepareStatement(counting(table, count))) {
        bind(query, rows.subList(from, from + count), keys);
        try (ResultSet answer = query.executeQuery()) {
          answer.next();
          found += answer.getInt(1);
        }
      }
      from += count;
    }
    return found;
  }

  private String counting(StateTable table, int count) {
    return sql.render(
        () -> (Query) sql.dsl().selectCount().from(sql.table(table)).where(any(table.key(), count)),
        "keys",
        table,
        count);
  }

  private static int run(Connection connection, List<Object[]> rows, IntFunction<String> statement)
      throws SQLException {
    int changed = 0;
    for (int from = 0; from < rows.size(); ) {
      int count = rowsFrom(rows, from);
      try (PreparedStatement batch = connection.prepareStatement(statement.apply(count))) {
        bind(batch, rows.subList(from, from + count), rows.get(from).length);
        changed += batch.executeUpdate();
      }
      from += count;
    }
    return changed;
  }

  private static void bind(PreparedStatement statement, List<Object[]> rows, int columns)
      throws SQLException {
    int at = 1;
    for (Object[] row : rows) {
      for (int i = 0; i < columns; i++) {
        Binding.bind(statement, at++, row[i]);
      }
    }
  }

  /** How many rows the next statement takes: one, however large, or what fits. */
  private static int rowsFrom(List<Object[]> rows, int from) {
    for (int count : ROWS) {
      if (count == 1 || (count <= rows.size() - from && fits(rows.subList(from, from + count)))) {
        return count;
      }
    }
    return 1;
  }

  private static boolean fits(List<Object[]> rows) {
    long bytes = 0;
    for (Object[] row : rows) {
      for (Object value : row) {
        bytes += size(value);
      }
    }
    return bytes <= BYTES;
  }

  private static int size(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    return value instanceof String text
        ? text.getBytes(StandardCharsets.UTF_8).length
        : BYTES_OF_NUMBER;
  }
}
