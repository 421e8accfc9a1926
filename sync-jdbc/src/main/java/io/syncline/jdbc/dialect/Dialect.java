package io.syncline.jdbc.dialect;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Table;

/**
 * What one database does unlike another. Values travel as text in both directions: {@link #shown}
 * and {@link #stored} are each other's inverse, exact for every type that the dialect maps.
 * Stateless.
 */
public interface Dialect extends Grammar {

  /** What the table is called in every statement. */
  String ALIAS = "t";

  /** The dialect of a database; one that is not spoken is named, with those that are. */
  static Dialect of(DatabaseMetaData database) throws SQLException {
    String product = database.getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" -> new PostgreSql();
      case "MariaDB" -> new MariaDb(MariaDb.Product.MARIADB);
      case "MySQL" -> new MariaDb(MariaDb.Product.MYSQL);
      case "H2" -> new H2();
      default ->
          throw new AdapterException.ConfigInvalid(
              List.of(
                  new SettingFault(
                      "url",
                      "must be a database of [PostgreSQL, MariaDB, MySQL, H2]: product="
                          + product)));
    };
  }

  /** As people call it. */
  String product();

  /** Which incarnation of which database this is; empty where we may not know. */
  Optional<String> incarnation(DSLContext sql);

  /** Whether this is a copy that only follows another. */
  boolean isReplica(DSLContext sql);

  /** The tables and views that we may read, in order. */
  List<TableName> tables(DSLContext sql);

  /** One table or view; empty where there is none that we can see. */
  Optional<TableShape> describe(DSLContext sql, TableName name);

  /** The rights that we lack on {@code table}, of those given. */
  List<String> missingRights(DSLContext sql, TableShape table, List<String> wanted);

  /** The rights that we lack to see {@link #openTransactions}. */
  List<String> missingPollingRights(DSLContext sql);

  /** Whether {@code table} is there, or could be made by us. */
  boolean canOwn(DSLContext sql, TableName table);

  /** The database that is connected to. */
  String currentDatabase(DSLContext sql);

  /** The schema that an unqualified new table would go to. */
  String currentSchema(DSLContext sql);

  /** The text of a column's value. */
  Field<String> shown(Column column, Field<?> value);

  /** A column's value from its text, to be written. */
  Field<?> stored(Column column, Field<String> text);

  /** A column's value from its text, to be compared with the column by {@code =} and {@code <}. */
  Field<?> comparable(Column column, Field<String> text);

  /** The bytes of a column that is carried as a large object; of text, in UTF-8. */
  Field<byte[]> content(Column column, Field<?> value);

  /** Such a column's value from such bytes, to be written. */
  Field<?> ofContent(Column column, Field<?> content);

  /** Whether a key column's value is the one of this text, exactly, and found by an index. */
  Condition isKey(Column column, Field<?> value, Field<String> text);

  /** Whether a value is still the one of this text; null is equal to null. */
  Condition same(Column column, Field<?> value, Field<String> text);

  /** The value in an order that does not depend on the server's locale. */
  Field<?> ordered(Column column, Field<?> value);

  /** A text to be compared with what {@link #ordered} gives. */
  Field<?> orderedText(Column column, Field<String> text);

  /** Whether a row comes behind another in an order, in a way that an index can answer. */
  Condition behind(List<? extends Field<?>> order, List<? extends Field<?>> last);

  /** Rows sent along: {@code alias(c1, c2, ..., n)} with n from 1; a Java null is null. */
  Table<?> rows(String alias, List<String[]> columns);

  /**
   * How updates and deletes of rows sent along are said; empty: as PostgreSQL says them, which can
   * return what they changed.
   */
  default Optional<JoinedWrites> joinedWrites() {
    return Optional.empty();
  }

  /** The most that one statement may be; empty: no limit that matters. */
  default Optional<StatementLimit> statementLimit(DSLContext sql) {
    return Optional.empty();
  }

  /** The type of a column of text that a table of our own has for its key. */
  DataType<String> keyText();

  /** The database's own version of a row; only where {@link TableShape#rowVersions}. */
  default Field<String> rowVersion(String alias) {
    throw new IllegalStateException("must be a database whose rows have versions");
  }

  /** The 16 digits of a number. */
  Field<String> hexadecimal(Field<Long> number);

  /**
   * Whether a row was written by a transaction that had not surely ended at {@code snapshot}; only
   * where {@link TableShape#rowVersions}.
   */
  default Condition writtenSince(String alias, long snapshot) {
    throw new IllegalStateException("must be a database whose rows have versions");
  }

  /** The snapshot of the running transaction. */
  Snapshot snapshot(DSLContext sql);

  /**
   * Every transaction now open on this database but our own, and the time.
   *
   * @param readable a table that we may read
   */
  OpenTransactions openTransactions(DSLContext sql, Table<?> readable);

  /** How a journal of changes is kept here; empty: not at all. */
  default Optional<JournalSql> journal() {
    return Optional.empty();
  }

  /**
   * How large a statement may be, with the values it sends.
   *
   * @param name as the database calls it
   */
  record StatementLimit(long bytes, String name) {}

  /**
   * What is visible.
   *
   * @param settled every transaction numbered below had ended
   * @param next the number that the following transaction will get, or one below it
   */
  record Snapshot(long settled, long next) {

    /** Of a database that numbers no transactions. */
    public static final Snapshot UNNUMBERED = new Snapshot(0, Long.MAX_VALUE);
  }
}
