package io.syncline.jdbc.apply;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.dialect.Dialect;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Precondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Rows sent along with a statement, one array of texts per column, and how it speaks of them. */
final class Sent {

  private static final String ALIAS = "w";

  private final Dialect dialect;
  private final List<Prepared> rows;
  private final List<String[]> columns = new ArrayList<>();

  Sent(Dialect dialect, List<Prepared> rows) {
    this.dialect = dialect;
    this.rows = rows;
  }

  /**
   * Adds a column; a Java null is the database's. Gives the field by which statements speak of it.
   */
  Field<String> add(Function<Prepared, @Nullable String> text) {
    String[] column = new String[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = text.apply(rows.get(i));
    }
    columns.add(column);
    return field(name(ALIAS, "c" + columns.size()), String.class);
  }

  /** Adds the key. That a row of the table has it. */
  Condition key(RowForm form) {
    return form.isKey(part -> add(row -> row.keyParts().get(part)));
  }

  /** Adds the key, and what is demanded beyond it. That a row of the table is so. */
  Condition target(RowForm form, Prepared.Form shape) {
    Condition target = key(form);
    if (shape.demand() == Prepared.Demand.VERSION) {
      target = target.and(form.version().eq(add(Sent::token)));
    }
    for (String name : shape.shown()) {
      Column column = column(form, name);
      Field<String> shown =
          add(row -> text(column, ((Precondition.FieldsAre) row.write().precondition()).fields()));
      target = target.and(form.dialect().same(column, form.column(column), shown));
    }
    return target;
  }

  /** Adds what is to be written. Its values, by the names of the columns. */
  Map<Field<?>, Field<?>> values(RowForm form, Prepared.Form shape) {
    Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
    for (String name : shape.columns()) {
      Column column = column(form, name);
      values.put(
          field(name(name)),
          value(dialect, column, rows.get(0), () -> add(row -> text(column, row.fields()))));
    }
    return values;
  }

  /** What is to be written, a list of values per row, in the order of the form's columns. */
  static List<List<Field<?>>> lists(RowForm form, List<Prepared> rows) {
    List<List<Field<?>>> lists = new ArrayList<>(rows.size());
    for (Prepared row : rows) {
      List<Field<?>> values = new ArrayList<>();
      for (String name : row.form().columns()) {
        Column column = column(form, name);
        values.add(
            value(
                form.dialect(), column, row, () -> val(text(column, row.fields()), String.class)));
      }
      lists.add(values);
    }
    return lists;
  }

  /** From its text, or the content that is sent beside; a row that sends one stands alone. */
  private static Field<?> value(
      Dialect dialect, Column column, Prepared row, Supplier<Field<String>> text) {
    Upload upload = row.uploads().get(column.name());
    return upload == null
        ? dialect.stored(column, text.get())
        : dialect.ofContent(column, upload.parameter());
  }

  /** Made once all columns are added. */
  Table<?> table() {
    return dialect.rows(ALIAS, columns);
  }

  /** The place of a row, from 1. */
  static Field<Long> place() {
    return field(name(ALIAS, "n"), Long.class);
  }

  private static Column column(RowForm form, String name) {
    return form.shape().column(name).orElseThrow();
  }

  /** The text of a column's value; null where the value is. */
  static @Nullable String text(Column column, Row fields) {
    Value value = fields.get(column.name()).orElse(Value.NULL);
    return value.isNull() ? null : column.form().encode(value);
  }

  private static String token(Prepared row) {
    Precondition.VersionIs is = (Precondition.VersionIs) row.write().precondition();
    return ((Version.Opaque) is.version()).token();
  }
}
