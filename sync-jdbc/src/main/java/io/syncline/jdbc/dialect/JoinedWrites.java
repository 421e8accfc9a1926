package io.syncline.jdbc.dialect;

import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;

/**
 * Updates and deletes of the rows of a table that meet rows sent along, of a database where these
 * cannot tell which rows they changed. The table goes by {@link Dialect#ALIAS}.
 */
public interface JoinedWrites {

  /**
   * Updates the rows that meet one sent.
   *
   * @param values by column, unqualified
   */
  Query update(
      DSLContext sql,
      Table<?> target,
      Table<?> sent,
      Condition joined,
      Map<Field<?>, Field<?>> values);

  /**
   * How many rows one insert takes as a list of values; 0: it takes them from rows sent along, as
   * many as there are.
   */
  int valuesOfInsert();

  /** The rows of {@code target} that a query meets, which stay as they are. */
  default <R extends Record> ResultQuery<R> locked(SelectForUpdateStep<R> query, Table<?> target) {
    return query.forUpdate();
  }

  /** Whether inserts return the keys that the database gives. */
  default boolean returnsKeys() {
    return true;
  }

  /** How the last insert of this session has numbered its rows; where keys are not returned. */
  default Numbers numbers(DSLContext sql) {
    throw new IllegalStateException("must be a database that does not return keys");
  }

  /**
   * Numbers of rows, in the order in which they were sent.
   *
   * @param first of the first row
   * @param step from one to the next
   */
  record Numbers(long first, long step) {

    public long of(int place) {
      return first + place * step;
    }
  }

  /** Deletes the rows that meet one sent. */
  Query delete(DSLContext sql, Table<?> target, Table<?> sent, Condition joined);
}
