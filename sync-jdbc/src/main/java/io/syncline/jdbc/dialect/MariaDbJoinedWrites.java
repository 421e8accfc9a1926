package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;

/** {@code UPDATE t JOIN w} and {@code DELETE FROM t USING t, w}. */
final class MariaDbJoinedWrites implements JoinedWrites {

  /** More bring nothing, and the statement must fit a packet. */
  private static final int VALUES = 500;

  private final MariaDb.Product product;

  MariaDbJoinedWrites(MariaDb.Product product) {
    this.product = product;
  }

  @Override
  public Query update(
      DSLContext sql,
      Table<?> target,
      Table<?> sent,
      Condition joined,
      Map<Field<?>, Field<?>> values) {
    Map<Field<?>, Field<?>> qualified = new LinkedHashMap<>();
    values.forEach(
        (column, value) -> qualified.put(field(name(Dialect.ALIAS, column.getName())), value));
    return sql.update(target.join(sent).on(joined)).set(qualified);
  }

  /**
   * MariaDB 11.4 takes but the first row of an {@code INSERT ... SELECT} into a table that has a
   * trigger before insert and a column without a default: the second "cannot be null".
   */
  @Override
  public int valuesOfInsert() {
    return VALUES;
  }

  @Override
  public boolean returnsKeys() {
    return product == MariaDb.Product.MARIADB;
  }

  /** An insert of which it knows how many rows it has gives them numbers in a row. */
  @Override
  public Numbers numbers(DSLContext sql) {
    return sql.select(
            field("last_insert_id()", Long.class), field("@@auto_increment_increment", Long.class))
        .fetchSingle(row -> new Numbers(row.value1(), row.value2()));
  }

  /**
   * MySQL refuses to lock what {@code JSON_TABLE} gives; MariaDB cannot be told what to lock, and
   * locks what can be.
   */
  @Override
  public <R extends Record> ResultQuery<R> locked(SelectForUpdateStep<R> query, Table<?> target) {
    return product == MariaDb.Product.MYSQL
        ? query.forUpdate().of(target)
        : JoinedWrites.super.locked(query, target);
  }

  @Override
  public Query delete(DSLContext sql, Table<?> target, Table<?> sent, Condition joined) {
    return sql.deleteFrom(target).using(sent).where(joined);
  }
}
