package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;

/** {@code UPDATE t JOIN w} and {@code DELETE t FROM t JOIN w}. */
final class MariaDbJoinedWrites implements JoinedWrites {

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

  @Override
  public Query delete(DSLContext sql, Table<?> target, Table<?> sent, Condition joined) {
    return sql.query(
        "delete {0} from {1} join {2} on {3}", name(Dialect.ALIAS), target, sent, joined);
  }
}
