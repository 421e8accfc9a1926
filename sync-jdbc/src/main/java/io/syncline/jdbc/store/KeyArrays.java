package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Looks rows up by an array of keys in H2, row by row of it. By a list of keys H2 would read all
 * rows of the place: it uses an index for a list only in the first of its columns.
 */
final class KeyArrays {

  private static final String KEYS = "keys";

  private final StateSql sql;

  KeyArrays(StateSql sql) {
    this.sql = sql;
  }

  /** As {@link Batches#find}. */
  void find(
      Connection connection,
      StateTable table,
      int place,
      List<Object> keys,
      Batches.Visitor visitor)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(finder(table))) {
      query.setObject(1, keys.toArray());
      query.setInt(2, place);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          visitor.visit(rows);
        }
      }
    }
  }

  /** Its parameters are the keys and the place. */
  String finder(StateTable table) {
    Column second = table.key().get(1);
    Table<Record> keys =
        DSL.table("unnest(cast(? as " + element(second) + " array))").as(KEYS, KEYS);
    Field<Object> key = DSL.field(DSL.name(KEYS, KEYS), Object.class);
    return sql.render(
        () ->
            sql.dsl()
                .select(StateSql.fields(StateSql.columnsBehindPlace(table)))
                .from(keys)
                .join(sql.table(table))
                .on(DSL.condition("{0} = {1}", StateSql.field(second), key))
                .where(StateSql.matches(table.key().subList(0, 1))),
        "find",
        table);
  }

  private static String element(Column column) {
    return switch (column.kind()) {
      case INT -> "integer";
      case LONG -> "bigint";
      case BYTES -> "varbinary";
      case TEXT -> "varchar";
    };
  }
}
