package io.syncline.jdbc.conformance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** As {@link OtherSide}, a system of H2, which calls its triggers by the names of their classes. */
final class H2OtherSide {

  private H2OtherSide() {}

  /**
   * Puts both tables beside one.
   *
   * @param columns name to type, the key first
   */
  static void create(
      TableHost host, Product product, String table, String key, Map<String, String> columns) {
    OtherSide.createTables(host, product, table, key, columns);
    trigger(host, product, table, "after insert, update, delete", H2Told.class);
    trigger(host, product, table + OtherSide.IN, "before insert", H2Taken.class);
  }

  private static void trigger(
      TableHost host, Product product, String table, String when, Class<?> called) {
    host.run(
        "create trigger if not exists "
            + product.quoted(called.getSimpleName() + " of " + table)
            + " "
            + when
            + " on "
            + product.quoted(table)
            + " for each row call '"
            + called.getName()
            + "'");
  }

  /** The table that a row is of: a trigger may have been made with another name for it. */
  static String table(ResultSet row) throws SQLException {
    return row.getMetaData().getTableName(1);
  }
}
