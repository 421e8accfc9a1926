package io.syncline.jdbc.capture;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.internal.RowForm;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/** Where a page begins: behind a row, by all columns of the order at once. */
final class KeyOrder {

  private KeyOrder() {}

  /** One row-value comparison, which an index on the columns can answer. */
  static Condition behind(List<? extends Field<?>> order, List<? extends Field<?>> last) {
    return order.size() == 1
        ? condition("{0} > {1}", order.get(0), last.get(0))
        : condition("({0}) > ({1})", list(order), list(last));
  }

  static List<Field<?>> stored(RowForm form, List<String> key) {
    List<Field<?>> values = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      values.add(form.dialect().stored(form.key().get(i), val(key.get(i))));
    }
    return values;
  }
}
