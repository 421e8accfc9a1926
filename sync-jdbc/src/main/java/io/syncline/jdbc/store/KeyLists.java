package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jooq.Field;

/** Looks rows up by lists of keys of a few fixed lengths, so that few statements are ever made. */
final class KeyLists {

  private final StateSql sql;
  private final List<Integer> lengths;

  /**
   * Lists of these lengths.
   *
   * @param lengths ascending
   */
  KeyLists(StateSql sql, List<Integer> lengths) {
    this.sql = sql;
    this.lengths = lengths;
  }

  /** As {@link Batches#find}. */
  void find(
      Connection connection,
      StateTable table,
      int place,
      List<Object> keys,
      Batches.Visitor visitor)
      throws SQLException {
    for (int from = 0; from < keys.size(); ) {
      int length = lengthFor(keys.size() - from);
      int to = Math.min(from + length, keys.size());
      findChunk(connection, finder(table, length), length, place, keys.subList(from, to), visitor);
      from = to;
    }
  }

  private int lengthFor(int rest) {
    return lengths.stream()
        .filter(length -> rest <= length)
        .findFirst()
        .orElseGet(() -> lengths.get(lengths.size() - 1));
  }

  /** A list that is too short is filled up with its last key. */
  private static void findChunk(
      Connection connection,
      String statement,
      int length,
      int place,
      List<Object> keys,
      Batches.Visitor visitor)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(statement)) {
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
