package io.syncline.jdbc.apply;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.syncline.jdbc.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement, one array per column: the statement's text is the same for any number.
 */
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

  /** Made once all columns are added. */
  Table<?> table() {
    return dialect.rows(ALIAS, columns);
  }

  /** The place of a row, from 1. */
  static Field<Long> place() {
    return field(name(ALIAS, "n"), Long.class);
  }
}
