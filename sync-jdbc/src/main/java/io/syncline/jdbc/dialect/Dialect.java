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
import org.jooq.Field;
import org.jooq.Table;

/**
 * What one database does unlike another. Values travel as text in both directions: {@link #shown}
 * and {@link #stored} are each other's inverse, exact for every type that the dialect maps.
 * Stateless.
 */
public interface Dialect extends Grammar {

  /** The dialect of a database; one that is not spoken is named, with those that are. */
  static Dialect of(DatabaseMetaData database) throws SQLException {
    String product = database.getDatabaseProductName();
    if (product.equals("PostgreSQL")) {
      return new PostgreSql();
    }
    throw new AdapterException.ConfigInvalid(
        List.of(new SettingFault("url", "must be a database of [PostgreSQL]: product=" + product)));
  }

  /** Which incarnation of which database this is; empty where we may not know. */
  Optional<String> fingerprint(DSLContext sql);

  /** Whether this is a copy that only follows another. */
  boolean isReplica(DSLContext sql);

  /** The tables and views that we may read, in order. */
  List<TableName> tables(DSLContext sql);

  /** One table or view; empty where there is none that we can see. */
  Optional<TableShape> describe(DSLContext sql, TableName name);

  /** The rights that we lack on {@code table}, of those given. */
  List<String> missingRights(DSLContext sql, TableShape table, List<String> wanted);

  /** Whether {@code table} is there, or could be made by us. */
  boolean canOwn(DSLContext sql, TableName table);

  /** The schema that an unqualified new table would go to. */
  String currentSchema(DSLContext sql);

  /** The text of a column's value. */
  Field<String> shown(Column column, Field<?> value);

  /** A column's value from its text. */
  Field<?> stored(Column column, Field<String> text);

  /** Whether a value is still the one of this text; null is equal to null. */
  Condition same(Column column, Field<?> value, Field<String> text);

  /** The value in an order that does not depend on the server's locale. */
  Field<?> ordered(Column column, Field<?> value);

  /** Rows sent as one array per column: {@code alias(c1, c2, ..., n)} with n from 1. */
  Table<?> rows(String alias, List<String[]> columns);

  /** The database's own version of a row. */
  Field<String> rowVersion(String alias);

  /** The 16 digits of a number. */
  Field<String> hexadecimal(Field<Long> number);

  /** Whether a row was written by a transaction that had not surely ended at {@code snapshot}. */
  Condition writtenSince(String alias, long snapshot);

  /** The snapshot of the running transaction. */
  Snapshot snapshot(DSLContext sql);

  /** Every transaction now open on this database but our own, and the time. */
  OpenTransactions openTransactions(DSLContext sql);

  /**
   * What is visible.
   *
   * @param settled every transaction numbered below had ended
   * @param next the number that the following transaction will get, or one below it
   */
  record Snapshot(long settled, long next) {}
}
