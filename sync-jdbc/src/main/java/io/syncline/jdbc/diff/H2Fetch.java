package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.model.Value;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Rows of H2, which keeps a result in memory, or in a file where that is too long, by itself. */
final class H2Fetch implements RowFetch {

  @Override
  public Field<?> selected(Column column, Field<?> value) {
    return value;
  }

  @Override
  public Cell cell(Column column) {
    return switch (column.typeName()) {
      case "CHARACTER" -> Cell.unpadded();
      default -> RowFetch.standard(column);
    };
  }

  @Override
  public Optional<Condition> indexed(Column column, Field<?> value, List<Value> values) {
    return column.form() == TextForm.TEXT
        ? Optional.of(
            condition(
                "{0} in ({1})",
                value, list(values.stream().map(each -> val(each.toString())).toList())))
        : Optional.empty();
  }

  /** The driver's own. */
  @Override
  public ResultStream.Fetching fetching(Connection connection) {
    return new ResultStream.Fetching(0, false);
  }

  @Override
  public OptionalLong size(DSLContext sql, JdbcTable table) {
    Long rows =
        sql.select(field("ROW_COUNT_ESTIMATE", Long.class))
            .from("INFORMATION_SCHEMA.TABLES")
            .where("TABLE_SCHEMA = {0}", val(table.name().schema().orElseThrow()))
            .and("TABLE_NAME = {0}", val(table.name().table()))
            .fetchOne(0, Long.class);
    return rows == null || rows <= 0 ? OptionalLong.empty() : OptionalLong.of(rows);
  }
}
