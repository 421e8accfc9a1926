package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** Reads a table from the catalogue that the SQL standard describes. */
final class InformationSchema {

  /** What differs: how types are named and which of them are carried. */
  interface Types {

    /** The type as its owner wrote it. */
    Field<String> declared();

    /** Empty for a type that is not carried. */
    Optional<Column> column(Described described);
  }

  /** One column as the catalogue has it; 0 and empty text where it has nothing. */
  record Described(
      String name,
      String type,
      String declared,
      boolean nullable,
      long length,
      int precision,
      int scale,
      int digits,
      String collation) {}

  private InformationSchema() {}

  static Optional<TableShape> describe(
      DSLContext sql, TableName wanted, Field<String> currentSchema, Types types) {
    String schema =
        wanted.schema().orElseGet(() -> sql.select(currentSchema).fetchSingle().value1());
    TableName name = TableName.of(schema, wanted.table());
    List<Column> columns = new ArrayList<>();
    TreeMap<String, String> unsupported = new TreeMap<>();
    for (Described each : described(sql, name, types)) {
      types
          .column(each)
          .ifPresentOrElse(columns::add, () -> unsupported.put(each.name(), each.declared()));
    }
    if (columns.isEmpty() && unsupported.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TableShape(
            name,
            List.copyOf(columns),
            Collections.unmodifiableSortedMap(unsupported),
            sql.connectionResult(connection -> primaryKey(connection, name)),
            false,
            false,
            false,
            Map.of()));
  }

  /** Names are compared by their bytes too, where the catalogue's collation knows no case. */
  private static List<Described> described(DSLContext sql, TableName name, Types types) {
    return sql.select(
            field("column_name", String.class).as("name"),
            field("data_type", String.class).as("type"),
            types.declared().as("declared"),
            field("is_nullable", String.class).as("nullable"),
            field("character_maximum_length", Long.class).as("length"),
            field("numeric_precision", Integer.class).as("precision"),
            field("numeric_scale", Integer.class).as("scale"),
            field("datetime_precision", Integer.class).as("digits"),
            field("collation_name", String.class).as("collation"))
        .from(table("information_schema.columns"))
        .where(condition("table_schema = {0}", val(name.schema().orElseThrow())))
        .and(condition("table_name = {0}", val(name.table())))
        .orderBy(field("ordinal_position"))
        .fetch(InformationSchema::described);
  }

  private static Described described(Record row) {
    return new Described(
        row.get("name", String.class),
        row.get("type", String.class),
        row.get("declared", String.class),
        row.get("nullable", String.class).equals("YES"),
        number(row, "length"),
        (int) number(row, "precision"),
        (int) number(row, "scale"),
        (int) number(row, "digits"),
        row.get("collation", String.class) == null ? "" : row.get("collation", String.class));
  }

  private static long number(Record row, String name) {
    Long number = row.get(name, Long.class);
    return number == null ? 0 : number;
  }

  /** Databases without catalogues ignore the first argument, those without schemas the second. */
  private static List<String> primaryKey(Connection connection, TableName name)
      throws SQLException {
    String schema = name.schema().orElseThrow();
    boolean catalogs = connection.getSchema() == null;
    TreeMap<Integer, String> parts = new TreeMap<>();
    try (ResultSet keys =
        connection
            .getMetaData()
            .getPrimaryKeys(catalogs ? schema : null, catalogs ? null : schema, name.table())) {
      while (keys.next()) {
        parts.put((int) keys.getShort("KEY_SEQ"), keys.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(parts.values());
  }
}
