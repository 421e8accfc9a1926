package io.syncline.jdbc.dialect;

import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;

/** {@code MERGE INTO t USING w ON ... WHEN MATCHED THEN UPDATE}, or {@code DELETE}. */
final class H2JoinedWrites implements JoinedWrites {

  @Override
  public Query update(
      DSLContext sql,
      Table<?> target,
      Table<?> sent,
      Condition joined,
      Map<Field<?>, Field<?>> values) {
    return sql.mergeInto(target).using(sent).on(joined).whenMatchedThenUpdate().set(values);
  }

  @Override
  public int valuesOfInsert() {
    return 0;
  }

  @Override
  public Query delete(DSLContext sql, Table<?> target, Table<?> sent, Condition joined) {
    return sql.mergeInto(target).using(sent).on(joined).whenMatchedThenDelete();
  }
}
