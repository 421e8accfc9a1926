package io.syncline.jdbc.capture;

import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/**
 * The order of rows by their key. Where the database sees to it that keys are unique it is the
 * database's own, since that is the one its index has; what is equal in it is one key. Any other
 * key is ordered exactly, by its bytes.
 */
final class KeyOrder {

  private KeyOrder() {}

  static List<Field<?>> of(RowForm form) {
    List<Field<?>> order = new ArrayList<>();
    for (Column each : form.key()) {
      order.add(
          form.hasUniqueKey()
              ? form.column(each)
              : form.dialect().ordered(each, form.column(each)));
    }
    return order;
  }

  /** The values of a key, to be compared with {@link #of}. */
  static List<Field<?>> values(RowForm form, List<String> key) {
    List<Field<?>> values = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      Column column = form.key().get(i);
      Field<String> text = val(key.get(i));
      values.add(
          form.hasUniqueKey()
              ? form.dialect().comparable(column, text)
              : form.dialect().orderedText(column, text));
    }
    return values;
  }
}
