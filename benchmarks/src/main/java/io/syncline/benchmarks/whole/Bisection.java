package io.syncline.benchmarks.whole;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * As the known tools do it: the sum of md5 of each row's text per segment of keys, both sides,
 * segments that differ cut into 32, and rows fetched as text where fewer than 16,384 keys are left.
 */
final class Bisection implements Job {

  private static final int FACTOR = 32;
  private static final int FETCHED = 16_384;

  private static final String ROW =
      "concat_ws('|', "
          + "id::text, coalesce(name, '~'), coalesce(email, '~'), coalesce(phone, '~'),"
          + " coalesce(balance::text, '~'), coalesce(status, '~'),"
          + " coalesce(to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '~'),"
          + " coalesce(notes, '~'))";

  private static final String SUM =
      "select count(*), sum(('x' || substring(md5("
          + ROW
          + "), 18))::bit(60)::bigint) from "
          + Tables.NAME
          + " where id >= ? and id < ?";

  @Override
  public long run(Tables tables) throws SQLException {
    try (Connection left = tables.left().getConnection();
        Connection right = tables.right().getConnection()) {
      long from = Math.min(bound(left, "min(id)"), bound(right, "min(id)"));
      long to = Math.max(bound(left, "max(id)"), bound(right, "max(id)")) + 1;
      return cut(left, right, from, to);
    }
  }

  private static long bound(Connection connection, String what) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select " + what + " from " + Tables.NAME);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  private static long cut(Connection left, Connection right, long from, long to)
      throws SQLException {
    long width = Math.max(1, (to - from + FACTOR - 1) / FACTOR);
    long different = 0;
    for (long at = from; at < to; at += width) {
      different += segment(left, right, at, Math.min(at + width, to));
    }
    return different;
  }

  private static long segment(Connection left, Connection right, long from, long to)
      throws SQLException {
    if (sum(left, from, to).equals(sum(right, from, to))) {
      return 0;
    }
    return to - from < FETCHED ? rows(left, right, from, to) : cut(left, right, from, to);
  }

  private static String sum(Connection connection, long from, long to) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SUM)) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1) + "/" + result.getString(2);
      }
    }
  }

  private static long rows(Connection left, Connection right, long from, long to)
      throws SQLException {
    Map<Long, String> ours = texts(left, from, to);
    Map<Long, String> theirs = texts(right, from, to);
    Set<Long> keys = new HashSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    return keys.stream()
        .filter(key -> ours.get(key) == null || !ours.get(key).equals(theirs.get(key)))
        .count();
  }

  private static Map<Long, String> texts(Connection connection, long from, long to)
      throws SQLException {
    Map<Long, String> texts = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, " + ROW + " from " + Tables.NAME + " where id >= ? and id < ?")) {
      statement.setLong(1, from);
      statement.setLong(2, to);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          texts.put(result.getLong(1), result.getString(2));
        }
      }
    }
    return texts;
  }
}
