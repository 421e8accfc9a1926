package io.syncline.benchmarks.whole;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** The job as one writes it by hand: JDBC cursors, one side into a map of maps, the other by it. */
final class HandWritten implements Job {

  private static final int FETCH = 5_000;
  private static final String[] COLUMNS = Tables.COLUMNS.split(", ", -1);

  @Override
  public long run(Tables tables) throws SQLException {
    Map<Long, Map<String, Object>> left = new HashMap<>();
    each(tables.left(), left::put);
    long[] different = {0};
    each(
        tables.right(),
        (id, row) -> {
          Map<String, Object> other = left.remove(id);
          if (other == null || !equal(other, row)) {
            different[0]++;
          }
        });
    return different[0] + left.size();
  }

  private static boolean equal(Map<String, Object> left, Map<String, Object> right) {
    for (String column : COLUMNS) {
      if (!Objects.equals(left.get(column), right.get(column))) {
        return false;
      }
    }
    return true;
  }

  private interface Taker {
    void take(Long id, Map<String, Object> row);
  }

  private static void each(DataSource database, Taker taker) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("select " + Tables.COLUMNS + " from " + Tables.NAME)) {
        statement.setFetchSize(FETCH);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < COLUMNS.length; i++) {
              row.put(COLUMNS[i], rows.getObject(i + 1));
            }
            taker.take(rows.getLong(1), row);
          }
        }
      }
    }
  }
}
