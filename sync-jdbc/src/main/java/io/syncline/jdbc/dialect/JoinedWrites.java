package io.syncline.jdbc.dialect;

import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
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

  /** Deletes the rows that meet one sent. */
  Query delete(DSLContext sql, Table<?> target, Table<?> sent, Condition joined);
}
