package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Rows compared column by column, for databases that find no index for {@code (a, b) > (x, y)}.
 * What the first column alone says stands in front, so that an index gives a range.
 */
final class SpelledOut {

  private SpelledOut() {}

  static Condition behind(List<? extends Field<?>> order, List<? extends Field<?>> last) {
    Field<?> first = order.get(0);
    if (order.size() == 1) {
      return condition("{0} > {1}", first, last.get(0));
    }
    return condition(
        "({0} >= {1} and ({0} > {1} or {2}))",
        first, last.get(0), behind(order.subList(1, order.size()), last.subList(1, last.size())));
  }
}
