package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** Reads tables from the catalogue that the SQL standard describes. */
final class InformationSchema {

  /** What differs: how types are named and which of them are carried. */
  interface Types {

    /** The type as its owner wrote it. */
    Field<String> declared();

    /** Whether the database computes the column. */
    Field<Boolean> generated();

    /** Whether the database has a value for the column when none is given. */
    Field<Boolean> assigned();

    /** Whether a column of text is checked to hold JSON. */
    Field<Boolean> json();

    /** Empty for a type that is not carried. */
    Optional<Column> column(Described described);

    /** Whether the database may take writes to the table or view at all. */
    default boolean writable(DSLContext sql, TableName table) {
      return true;
    }

    /** Unique indexes, where the database names them rather than a constraint. */
    default Map<String, List<String>> uniqueIndexes(DSLContext sql, TableName table) {
      return Map.of();
    }
  }

  /** One column as the catalogue has it; 0 and empty text where it has nothing. */
  record Described(
      String name,
      String type,
      String declared,
      boolean nullable,
      boolean generated,
      boolean assigned,
      boolean json,
      long length,
      int precision,
      int scale,
      int digits,
      String collation) {}

  private InformationSchema() {}

  /** The tables and views of all schemas but these, in order. */
  static List<TableName> tables(DSLContext sql, String... systemSchemas) {
    return sql.select(field("TABLE_SCHEMA", String.class), field("TABLE_NAME", String.class))
        .from(table("INFORMATION_SCHEMA.TABLES"))
        .where(field("lower(TABLE_SCHEMA)", String.class).notIn(systemSchemas))
        .orderBy(field("TABLE_SCHEMA"), field("TABLE_NAME"))
        .fetch(row -> TableName.of(row.value1(), row.value2()));
  }

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
    Map<String, List<String>> constraints = new TreeMap<>();
    List<String> primaryKey = new ArrayList<>();
    for (Record each : constraintColumns(sql, name)) {
      String column = each.get("column", String.class);
      constraints
          .computeIfAbsent(each.get("name", String.class), none -> new ArrayList<>())
          .add(column);
      if (each.get("kind", String.class).equals("PRIMARY KEY")) {
        primaryKey.add(column);
      }
    }
    types.uniqueIndexes(sql, name).forEach(constraints::putIfAbsent);
    return Optional.of(
        new TableShape(
            name,
            List.copyOf(columns),
            Collections.unmodifiableSortedMap(unsupported),
            List.copyOf(primaryKey),
            types.writable(sql, name),
            false,
            false,
            false,
            Map.copyOf(constraints)));
  }

  /** Names are compared by their bytes too, where the catalogue's collation knows no case. */
  private static List<Described> described(DSLContext sql, TableName name, Types types) {
    return sql
        .select(
            field("COLUMN_NAME", String.class).as("name"),
            field("TABLE_NAME", String.class).as("of"),
            field("DATA_TYPE", String.class).as("type"),
            types.declared().as("declared"),
            field("IS_NULLABLE", String.class).as("nullable"),
            types.generated().as("generated"),
            types.assigned().as("assigned"),
            types.json().as("json"),
            field("CHARACTER_MAXIMUM_LENGTH", Long.class).as("length"),
            field("NUMERIC_PRECISION", Integer.class).as("precision"),
            field("NUMERIC_SCALE", Integer.class).as("scale"),
            field("DATETIME_PRECISION", Integer.class).as("digits"),
            field("COLLATION_NAME", String.class).as("collation"))
        .from(table("INFORMATION_SCHEMA.COLUMNS columns"))
        .where(condition("TABLE_SCHEMA = {0}", val(name.schema().orElseThrow())))
        .and(condition("TABLE_NAME = {0}", val(name.table())))
        .orderBy(field("ORDINAL_POSITION"))
        .fetch()
        .stream()
        .filter(row -> row.get("of", String.class).equals(name.table()))
        .map(InformationSchema::described)
        .toList();
  }

  private static Described described(Record row) {
    return new Described(
        row.get("name", String.class),
        row.get("type", String.class),
        row.get("declared", String.class),
        row.get("nullable", String.class).equals("YES"),
        row.get("generated", Boolean.class),
        row.get("assigned", Boolean.class),
        row.get("json", Boolean.class),
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

  private static Iterable<Record> constraintColumns(DSLContext sql, TableName name) {
    List<Record> found = new ArrayList<>();
    sql.select(
            field("c.CONSTRAINT_NAME", String.class).as("name"),
            field("c.CONSTRAINT_TYPE", String.class).as("kind"),
            field("k.COLUMN_NAME", String.class).as("column"))
        .from(table("INFORMATION_SCHEMA.TABLE_CONSTRAINTS c"))
        .join(table("INFORMATION_SCHEMA.KEY_COLUMN_USAGE k"))
        .on(condition("k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA"))
        .and(condition("k.CONSTRAINT_NAME = c.CONSTRAINT_NAME"))
        .and(condition("k.TABLE_SCHEMA = c.TABLE_SCHEMA and k.TABLE_NAME = c.TABLE_NAME"))
        .where(condition("c.TABLE_SCHEMA = {0}", val(name.schema().orElseThrow())))
        .and(condition("c.TABLE_NAME = {0}", val(name.table())))
        .orderBy(field("c.CONSTRAINT_NAME"), field("k.ORDINAL_POSITION"))
        .forEach(found::add);
    return found;
  }
}
