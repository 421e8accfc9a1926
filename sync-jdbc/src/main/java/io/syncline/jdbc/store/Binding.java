package io.syncline.jdbc.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Binds the values of state columns, and sorts rows of them. */
final class Binding {

  /** The order of the tables' keys: column by column, bytes unsigned. */
  static final Comparator<Object[]> KEY_ORDER = Binding::compare;

  private Binding() {}

  /** Binds values from parameter {@code first} on. */
  static void bind(PreparedStatement statement, int first, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bindOne(statement, first + i, values[i]);
    }
  }

  private static void bindOne(PreparedStatement statement, int at, Object value)
      throws SQLException {
    if (value instanceof Integer number) {
      statement.setInt(at, number);
    } else if (value instanceof Long number) {
      statement.setLong(at, number);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(at, bytes);
    } else {
      statement.setString(at, (String) value);
    }
  }

  static List<Object[]> sorted(List<Object[]> rows) {
    rows.sort(KEY_ORDER);
    return rows;
  }

  private static int compare(Object[] left, Object[] right) {
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = compareOne(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareOne(Object left, Object right) {
    if (left instanceof Integer number) {
      return Integer.compare(number, (Integer) right);
    }
    if (left instanceof Long number) {
      return Long.compare(number, (Long) right);
    }
    return left instanceof byte[] bytes
        ? Arrays.compareUnsigned(bytes, (byte[]) right)
        : ((String) left).compareTo((String) right);
  }
}
