package io.syncline.jdbc.diff;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.dialect.Grammar;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * What comparing tables needs of a database, where each does it in its own way. No answer may
 * depend on a setting of the session. Immutable.
 */
interface TableDialect extends Grammar {

  /** The dialect of a database; one that is not spoken is named, with those that are. */
  static TableDialect of(DatabaseMetaData database) throws SQLException {
    String product = database.getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" ->
          PostgreSqlTables.of(
              Dialect.of(database),
              database.getDatabaseMajorVersion(),
              DSL.using(database.getConnection()));
      case "MariaDB", "MySQL" -> new MariaDbTables(Dialect.of(database));
      case "H2" -> new H2Tables(Dialect.of(database));
      default ->
          throw new IllegalArgumentException(
              "must be a database of [PostgreSQL, MariaDB, MySQL, H2]: product=" + product);
    };
  }

  /** As people call it. */
  String product();

  /** One table or view; empty where there is none that we can see. */
  Optional<TableShape> describe(DSLContext sql, TableName name);

  /** A key column's value as a text that its form decodes. */
  Field<String> shown(Column column, Field<?> value);

  /** A key column's value in the order that all systems share. */
  Field<?> ordered(Column column, Field<?> value);

  /** A value sent along, to be compared with what {@link #ordered} gives. */
  Field<?> sent(Column column, Value value);

  /**
   * Whether keys come at or behind a given one. By default spelled out column by column, with what
   * the first column alone says in front, so that an index on the key gives a range.
   */
  default Condition atLeast(List<Field<?>> key, List<Field<?>> least) {
    return KeyOrder.atLeast(key, least);
  }

  /** Whether keys come before a given one. */
  default Condition below(List<Field<?>> key, List<Field<?>> bound) {
    return KeyOrder.below(key, bound);
  }

  /** What {@link io.syncline.diff.range.CanonicalText} writes of a field; never null. */
  Field<String> canonical(Column column, DigestField field, Field<?> value);

  /** The first 64 bits of the SHA-256 of the texts' UTF-8 bytes, one behind the other. */
  Field<Long> sha256(List<Field<String>> texts);

  /** The exact sum; out of all proportion to the number of rows where one was not digested. */
  default Field<BigDecimal> sum(Field<Long> digest) {
    return DSL.sum(digest);
  }

  /** The database's own hash of records, for which a handshake is made; empty where it has none. */
  default Optional<RowDigester> own(DSLContext sql, List<Column> columns) {
    return Optional.empty();
  }
}
